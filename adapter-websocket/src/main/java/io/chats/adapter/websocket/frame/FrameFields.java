package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.json.JsonFields;
import io.chats.json.UnicodeText;
import java.util.Map;
import java.util.Optional;

/** The fields of an object in a frame. A field of the wrong kind makes a bad frame (201). */
record FrameFields(JsonFields<BadFrameException> fields) {

  /** The fields of a value; an absent one, null and {@code []} have none. */
  static FrameFields of(JsonNode value, String name) throws BadFrameException {
    return new FrameFields(JsonFields.of(value, name, FrameFields::wrong));
  }

  JsonNode get(String field) {
    return fields.get(field);
  }

  /** An id: an integer from 1 to 2^63-1. */
  long id(String field) throws BadFrameException {
    return number(field, 1);
  }

  /** The {@code seq} of a message, or 0 for none. */
  long seq(String field) throws BadFrameException {
    return number(field, 0);
  }

  private long number(String field, long min) throws BadFrameException {
    JsonNode value = get(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < min) {
      throw BadFrameException.shape(field + " is not a whole number from " + min + " to 2^63-1");
    }
    return value.longValue();
  }

  /** A text that must be there; lone surrogates are replaced. */
  String text(String field) throws BadFrameException {
    return fields.text(field).orElseThrow(() -> wrong(field, JsonFields.Problem.NOT_A_STRING));
  }

  /** A text, empty when it is absent or null; lone surrogates are replaced. */
  String optionalText(String field) throws BadFrameException {
    return fields.text(field).orElse("");
  }

  /**
   * A text that is compared byte for byte, and so is not repaired; empty when it is absent, null or
   * "".
   */
  Optional<String> identifier(String field) throws BadFrameException {
    if (!fields.has(field)) {
      return Optional.empty();
    }
    String text = get(field).textValue();
    if (text == null || !UnicodeText.isWellFormed(text)) {
      throw BadFrameException.shape(field + " is not a string of Unicode characters");
    }
    return Optional.of(text).filter(identifier -> !identifier.isEmpty());
  }

  /** An object of strings, in the order of the frame; lone surrogates are replaced. */
  Map<String, String> strings(String field) throws BadFrameException {
    return fields.strings(field);
  }

  private static BadFrameException wrong(String field, JsonFields.Problem problem) {
    return switch (problem) {
      case NOT_AN_OBJECT -> BadFrameException.shape(field + " is not an object");
      case NOT_STRINGS -> BadFrameException.shape("a value of " + field + " is not a string");
      default -> BadFrameException.shape(field + " is not a string");
    };
  }
}
