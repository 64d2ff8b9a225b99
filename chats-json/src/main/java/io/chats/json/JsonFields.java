package io.chats.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the fields of a JSON object. A field that is absent or null is empty; a field of the wrong
 * kind is a {@link Problem}, of which the policy makes the exception that the adapter throws.
 * Fields that nobody asks for are ignored.
 *
 * @param <X> the exception for a field that is wrong
 */
public final class JsonFields<X extends Exception> {

  /** The ways in which a field can be wrong. */
  public enum Problem {
    /** The value is neither an object nor an empty array. */
    NOT_AN_OBJECT,
    /** The value is not an array. */
    NOT_A_LIST,
    /** The value is not a string. */
    NOT_A_STRING,
    /** A value of the object is not a string. */
    NOT_STRINGS,
    /** The string has half of a surrogate pair. */
    NOT_WELL_FORMED,
    /** The value is not an integer. */
    NOT_AN_INTEGER,
    /** The integer is above 2^63-1. */
    TOO_LARGE,
    /** The value is neither true nor false. */
    NOT_A_BOOLEAN
  }

  /** Makes an exception of a problem. */
  @FunctionalInterface
  public interface Policy<X extends Exception> {

    /**
     * @param field the name of the field
     */
    X wrong(String field, Problem problem);
  }

  /** Reads an element of a list. */
  @FunctionalInterface
  public interface ElementReader<T, X extends Exception> {
    T read(JsonNode element) throws X;
  }

  private final JsonNode object;
  private final Policy<X> policy;

  private JsonFields(JsonNode object, Policy<X> policy) {
    this.object = object;
    this.policy = policy;
  }

  /**
   * The fields of a value. An absent value, null and an empty array, which is how some languages
   * write an empty map, count as an object without fields.
   *
   * @param name the name of the value for the policy
   */
  public static <X extends Exception> JsonFields<X> of(
      JsonNode value, String name, Policy<X> policy) throws X {
    if (isAbsent(value) || value.isObject() || (value.isArray() && value.isEmpty())) {
      return new JsonFields<>(value, policy);
    }
    throw policy.wrong(name, Problem.NOT_AN_OBJECT);
  }

  /** Returns whether a value is absent or null. */
  public static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  /** The value of a field as it is; a missing node where it is absent. */
  public JsonNode get(String field) {
    return object.path(field);
  }

  /** Returns whether the object has no field. */
  public boolean isEmpty() {
    return object.isEmpty();
  }

  /** Returns whether the field is there, and not null. */
  public boolean has(String field) {
    return !isAbsent(get(field));
  }

  /** An integer. One below -2^63 is read as -2^63. */
  public OptionalLong integer(String field) throws X {
    JsonNode value = get(field);
    return isAbsent(value) ? OptionalLong.empty() : OptionalLong.of(integer(value, field, policy));
  }

  /** The elements of an array of integers; empty where the field is absent. */
  public Optional<List<Long>> integers(String field) throws X {
    return has(field) ? Optional.of(list(field, e -> integer(e, field, policy))) : Optional.empty();
  }

  /** True or false. */
  public Optional<Boolean> flag(String field) throws X {
    JsonNode value = get(field);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw policy.wrong(field, Problem.NOT_A_BOOLEAN);
    }
    return Optional.of(value.booleanValue());
  }

  /** A string as it is: it may be empty, and may have half of a surrogate pair. */
  public Optional<String> string(String field) throws X {
    JsonNode value = get(field);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw policy.wrong(field, Problem.NOT_A_STRING);
    }
    return Optional.of(value.textValue());
  }

  /** A text for people: lone surrogates are replaced. */
  public Optional<String> text(String field) throws X {
    return string(field).map(UnicodeText::repaired);
  }

  /** A text that is compared byte for byte, and so cannot be repaired; empty when it is "". */
  public Optional<String> identifier(String field) throws X {
    Optional<String> value = string(field).filter(text -> !text.isEmpty());
    if (value.isPresent() && !UnicodeText.isWellFormed(value.get())) {
      throw policy.wrong(field, Problem.NOT_WELL_FORMED);
    }
    return value;
  }

  /** An object of strings, in the order of the document; lone surrogates are replaced. */
  public Map<String, String> strings(String field) throws X {
    Map<String, String> strings = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : nested(field).object.properties()) {
      if (!entry.getValue().isTextual()) {
        throw policy.wrong(field, Problem.NOT_STRINGS);
      }
      strings.put(
          UnicodeText.repaired(entry.getKey()), UnicodeText.repaired(entry.getValue().textValue()));
    }
    return strings;
  }

  /** The fields of a nested object, as in {@link #of}. */
  public JsonFields<X> nested(String field) throws X {
    return of(get(field), field, policy);
  }

  /** The elements of an array, in order; empty where the field is absent. */
  public <T> List<T> list(String field, ElementReader<T, X> element) throws X {
    JsonNode array = get(field);
    if (isAbsent(array)) {
      return List.of();
    }
    if (!array.isArray()) {
      throw policy.wrong(field, Problem.NOT_A_LIST);
    }
    List<T> list = new ArrayList<>(array.size());
    for (JsonNode node : array) {
      list.add(element.read(node));
    }
    return list;
  }

  /** An integer that is there; one below -2^63 is read as -2^63. */
  public static <X extends Exception> long integer(JsonNode value, String field, Policy<X> policy)
      throws X {
    if (!value.isIntegralNumber()) {
      throw policy.wrong(field, Problem.NOT_AN_INTEGER);
    }
    if (value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.bigIntegerValue().signum() < 0) {
      return Long.MIN_VALUE;
    }
    throw policy.wrong(field, Problem.TOO_LARGE);
  }
}
