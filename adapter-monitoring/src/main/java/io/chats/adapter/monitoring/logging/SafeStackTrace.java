package io.chats.adapter.monitoring.logging;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.Optional;

/**
 * Writes the failure of a log line as Java does, but of its messages only what {@link SafeMessage}
 * allows. Long traces and chains of causes are cut.
 */
public final class SafeStackTrace extends ThrowableHandlingConverter {

  private static final int MAX_FRAMES = 60;
  private static final int MAX_DEPTH = 10;

  /** Empty for a line without a failure. */
  @Override
  public String convert(ILoggingEvent event) {
    return of(event).map(trace -> trace + "\n").orElse("");
  }

  /** Returns the failure of a line, if it has one, without a final line break. */
  static Optional<String> of(ILoggingEvent event) {
    return Optional.ofNullable(event.getThrowableProxy())
        .map(failure -> {
          StringBuilder text = new StringBuilder();
          append(failure, "", 0, text);
          return text.toString();
        });
  }

  private static void append(IThrowableProxy failure, String label, int depth, StringBuilder text) {
    text.append(label).append(failure.getClassName());
    message(failure).ifPresent(message -> text.append(": ").append(message));
    if (failure.isCyclic() || depth == MAX_DEPTH) {
      return;
    }
    appendFrames(failure, text);
    for (IThrowableProxy suppressed : failure.getSuppressed()) {
      append(suppressed, "\nSuppressed: ", depth + 1, text);
    }
    if (failure.getCause() != null) {
      append(failure.getCause(), "\nCaused by: ", depth + 1, text);
    }
  }

  private static Optional<String> message(IThrowableProxy failure) {
    return failure instanceof ThrowableProxy known
        ? SafeMessage.of(known.getThrowable())
        : Optional.empty();
  }

  private static void appendFrames(IThrowableProxy failure, StringBuilder text) {
    StackTraceElementProxy[] frames = failure.getStackTraceElementProxyArray();
    int own = frames.length - failure.getCommonFrames();
    int shown = Math.min(own, MAX_FRAMES);
    for (int i = 0; i < shown; i++) {
      text.append("\n\t").append(frames[i].getSTEAsString());
    }
    if (shown < frames.length) {
      text.append("\n\t... ").append(frames.length - shown).append(" more");
    }
  }
}
