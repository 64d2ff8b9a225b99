package io.chats.launcher.config.value;

import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How a value is written.
 *
 * @param expected says it to people
 * @param parser may refuse by an empty result or by an exception
 * @param shown makes a value, also a bad one, fit to be seen
 */
public record ValueFormat<T>(
    String expected, Function<String, Optional<T>> parser, UnaryOperator<String> shown) {

  /** Blanks around a value are not part of it. */
  static <T> ValueFormat<T> of(String expected, Function<String, Optional<T>> parser) {
    return new ValueFormat<>(
        expected, text -> parser.apply(text.strip()), UnaryOperator.identity());
  }

  /** The same, shown otherwise. */
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
