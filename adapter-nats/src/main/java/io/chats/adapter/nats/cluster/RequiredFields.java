package io.chats.adapter.nats.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.json.InvalidJsonException;
import io.chats.adapter.nats.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the fields of an announcement. Fields must be there; unknown ones, which a newer node may
 * send, are ignored. Every method throws {@link MalformedAnnouncementException} for a wrong field.
 */
record RequiredFields(JsonNode json) {

  RequiredFields {
    if (!json.isObject()) {
      throw new MalformedAnnouncementException("not an object");
    }
  }

  /** Decodes an announcement. */
  static <T> T decoded(byte[] announcement, Function<RequiredFields, T> decoder) {
    try {
      return decoder.apply(new RequiredFields(Json.readTolerantly(announcement)));
    } catch (InvalidJsonException e) {
      throw new MalformedAnnouncementException("not JSON");
    } catch (IllegalArgumentException e) {
      throw new MalformedAnnouncementException("not a valid id");
    }
  }

  long number(String name) {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw missing(name);
    }
    return value.longValue();
  }

  boolean flag(String name) {
    JsonNode value = json.path(name);
    if (!value.isBoolean()) {
      throw missing(name);
    }
    return value.booleanValue();
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalText(String name) {
    JsonNode value = json.path(name);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  /** A constant by its name on the wire. */
  <T> T named(String name, Function<String, Optional<T>> constants) {
    return constants.apply(text(name)).orElseThrow(() -> missing(name));
  }

  RequiredFields nested(String name) {
    return new RequiredFields(json.path(name));
  }

  Optional<RequiredFields> optional(String name) {
    return json.hasNonNull(name) ? Optional.of(nested(name)) : Optional.empty();
  }

  <T> List<T> list(String name, Function<RequiredFields, T> element) {
    JsonNode array = json.path(name);
    if (!array.isArray()) {
      throw missing(name);
    }
    List<T> list = new ArrayList<>(array.size());
    array.forEach(node -> list.add(element.apply(new RequiredFields(node))));
    return list;
  }

  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : nested(name).json().properties()) {
      texts.put(field.getKey(), field.getValue().asText());
    }
    return texts;
  }

  private static MalformedAnnouncementException missing(String name) {
    return new MalformedAnnouncementException("no proper " + name);
  }
}
