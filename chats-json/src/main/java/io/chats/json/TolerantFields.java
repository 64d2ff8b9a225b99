package io.chats.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the fields of a reply of another service, which may be careless: a field can have one of
 * several names, a number can stand in a string, and whatever is missing or wrong is empty.
 */
public final class TolerantFields {

  private static final int MAX_DIGITS = 40;

  private final JsonNode object;

  public TolerantFields(JsonNode object) {
    this.object = object;
  }

  /** The first of these fields that is there, as text; the empty text where none is. */
  public String text(String... names) {
    return value(names)
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .map(UnicodeText::repaired)
        .orElse("");
  }

  /** A whole number that a long can hold. */
  public OptionalLong integer(String... names) {
    try {
      return decimal(names)
          .map(number -> OptionalLong.of(number.longValueExact()))
          .orElse(OptionalLong.empty());
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** An id, from 1 on. */
  public OptionalLong id(String... names) {
    OptionalLong id = integer(names);
    return id.isPresent() && id.getAsLong() > 0 ? id : OptionalLong.empty();
  }

  /** A number of moderate size, in a string or not. */
  public Optional<BigDecimal> decimal(String... names) {
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
    if (text.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      // A number with an exponent can be too large to be expanded.
      return Math.abs((long) number.scale()) < 100 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
