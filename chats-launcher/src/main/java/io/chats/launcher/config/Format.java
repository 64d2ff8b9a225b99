package io.chats.launcher.config;

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
record Format<T>(
    String expected, Function<String, Optional<T>> parser, UnaryOperator<String> shown) {

  /** Blanks around a value are not part of it. */
  static <T> Format<T> of(String expected, Function<String, Optional<T>> parser) {
    return new Format<>(expected, text -> parser.apply(text.strip()), UnaryOperator.identity());
  }

  /** The same, shown otherwise. */
  Format<T> shownAs(UnaryOperator<String> otherwise) {
    return new Format<>(expected, parser, otherwise);
  }

  /** Empty if the text is not of this format. */
  Optional<T> parse(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException refused) {
      return Optional.empty();
    }
  }
}
