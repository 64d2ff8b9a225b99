package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the fields of a JSON object as what they must be; anything else is a bad frame (201). */
final class Fields {

  private final JsonNode object;

  private Fields(JsonNode object) {
    this.object = object;
  }

  /**
   * Takes an object. Absent, null and {@code []}, which is how some languages write an empty one,
   * count as an object without fields.
   */
  static Fields of(JsonNode node, String name) throws BadFrameException {
    if (!node.isObject() && !isEmptyObject(node)) {
      throw BadFrameException.shape(name + " is not an object");
    }
    return new Fields(node);
  }

  JsonNode get(String field) {
    return object.path(field);
  }

  /** An id: a whole number from 1 to 2^63−1. */
  long id(String field) throws BadFrameException {
    return number(field, 1);
  }

  /** A message's place in its chat, or 0 for none. */
  long seq(String field) throws BadFrameException {
    return number(field, 0);
  }

  private long number(String field, long least) throws BadFrameException {
    JsonNode value = get(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least) {
      throw BadFrameException.shape(field + " is not a whole number from " + least + " to 2^63-1");
    }
    return value.longValue();
  }

  /** A text, mended where it is not well-formed. */
  String text(String field) throws BadFrameException {
    JsonNode value = get(field);
    if (!value.isTextual()) {
      throw BadFrameException.shape(field + " is not a string");
    }
    return Texts.mended(value.textValue());
  }

  /** A text; absent and null count as the empty one. */
  String optionalText(String field) throws BadFrameException {
    return isNothing(get(field)) ? "" : text(field);
  }

  /** A name that is compared byte for byte, and so cannot be mended; empty when absent or null. */
  Optional<String> name(String field) throws BadFrameException {
    JsonNode value = get(field);
    if (isNothing(value)) {
      return Optional.empty();
    }
    if (!value.isTextual() || !Texts.wellFormed(value.textValue())) {
      throw BadFrameException.shape(field + " is not a string of Unicode characters");
    }
    return Optional.of(value.textValue()).filter(name -> !name.isEmpty());
  }

  /** An object of strings, in order. Its keys are well-formed: the parser takes no others. */
  Map<String, String> texts(String field) throws BadFrameException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : of(get(field), field).object.properties()) {
      if (!entry.getValue().isTextual()) {
        throw BadFrameException.shape("a value of " + field + " is not a string");
      }
      texts.put(entry.getKey(), Texts.mended(entry.getValue().textValue()));
    }
    return texts;
  }

  private static boolean isEmptyObject(JsonNode node) {
    return isNothing(node) || (node.isArray() && node.isEmpty());
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }
}
