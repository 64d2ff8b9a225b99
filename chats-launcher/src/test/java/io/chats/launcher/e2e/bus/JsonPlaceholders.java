package io.chats.launcher.e2e.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.chats.launcher.harness.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON with placeholders such as {@code $chat} for values that are not known before they occur. */
final class JsonPlaceholders {

  private static final Pattern NAME = Pattern.compile("\\$(\\w+)");

  private final Map<String, JsonNode> known = new HashMap<>();

  void define(String name, String json) {
    known.put(name, parsed(json));
  }

  /** Returns the text with known values in place of placeholders. */
  String filled(String text) {
    return NAME.matcher(text)
        .replaceAll(name -> Matcher.quoteReplacement(known.get(name.group(1)).toString()));
  }

  /** Returns the expected value. A placeholder that is not known yet takes the actual value. */
  JsonNode expected(String template, JsonNode actual) {
    return expected(parsed(template), actual);
  }

  private JsonNode expected(JsonNode template, JsonNode actual) {
    return switch (template) {
      case TextNode text when text.textValue().startsWith("$") ->
          named(text.textValue().substring(1), actual);
      case ObjectNode object -> {
        ObjectNode expected = object.objectNode();
        object
            .properties()
            .forEach(field ->
                expected.set(
                    field.getKey(), expected(field.getValue(), actual.path(field.getKey()))));
        yield expected;
      }
      case ArrayNode array -> {
        ArrayNode expected = array.arrayNode();
        array.forEach(element -> expected.add(expected(element, actual.path(expected.size()))));
        yield expected;
      }
      default -> template;
    };
  }

  private JsonNode named(String name, JsonNode actual) {
    if (known.containsKey(name)) {
      return expected(known.get(name), actual);
    }
    known.put(name, actual);
    return actual;
  }

  private static JsonNode parsed(String template) {
    return Json.read(NAME.matcher(template).replaceAll("\"\\$$1\""));
  }
}
