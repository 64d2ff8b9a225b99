package io.chats.launcher.config.value;

import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The format of a value.
 *
 * @param expected describes it for operators
 * @param parser refuses a text with an empty result or an exception
 * @param shown masks a value, also a bad one
 */
public record ValueFormat<T>(
    String expected, Function<String, Optional<T>> parser, UnaryOperator<String> shown) {

  /** A format that ignores blanks around a value. */
  static <T> ValueFormat<T> of(String expected, Function<String, Optional<T>> parser) {
    return new ValueFormat<>(
        expected, text -> parser.apply(text.strip()), UnaryOperator.identity());
  }

  /** The same with another mask. */
  ValueFormat<T> shownAs(UnaryOperator<String> otherwise) {
    return new ValueFormat<>(expected, parser, otherwise);
  }

  /** Empty if the text is not of this format. */
  public Optional<T> parse(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException refused) {
      return Optional.empty();
    }
  }
}
