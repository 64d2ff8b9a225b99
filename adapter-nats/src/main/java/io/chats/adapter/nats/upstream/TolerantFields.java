package io.chats.adapter.nats.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.json.Texts;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a service said, read as it may have been meant: a field can have one of several names, a
 * number can be in a string, and what is missing is empty.
 */
final class TolerantFields {

  private static final int LONGEST_NUMBER = 40;

  private final JsonNode object;

  TolerantFields(JsonNode object) {
    this.object = object;
  }

  /** The first of the fields that says something; empty where none does. */
  String text(String... names) {
    return value(names)
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .map(Texts::repaired)
        .orElse("");
  }

  /** A whole number that a long can hold. */
  OptionalLong integer(String... names) {
    try {
      return decimal(names)
          .map(number -> OptionalLong.of(number.longValueExact()))
          .orElse(OptionalLong.empty());
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** An id, from 1 on. */
  OptionalLong id(String... names) {
    OptionalLong id = integer(names);
    return id.isPresent() && id.getAsLong() > 0 ? id : OptionalLong.empty();
  }

  /** A number of moderate size, in a string or not. */
  Optional<BigDecimal> decimal(String... names) {
    return value(names).filter(JsonNode::isValueNode).flatMap(TolerantFields::decimal);
  }

  private Optional<JsonNode> value(String... names) {
    return Arrays.stream(names)
        .map(object::path)
        .filter(value -> !value.isMissingNode() && !value.isNull())
        .findFirst();
  }

  private static Optional<BigDecimal> decimal(JsonNode value) {
    String text = value.asText().strip();
    if (text.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      // What is written with an exponent can be too large to be expanded.
      return Math.abs((long) number.scale()) < 100 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
