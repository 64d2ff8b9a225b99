package io.chats.launcher.monitoring.sentry;

import io.chats.launcher.logging.SafeMessage;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes out of an event what may hold a text of a user's or a token: messages of failures. */
final class Scrubbing {

  private static final int MOST_CAUSES = 20;

  private Scrubbing() {}

  static SentryEvent scrub(SentryEvent event) {
    Optional.ofNullable(event.getExceptions()).orElse(List.of()).forEach(Scrubbing::scrub);
    Stream.iterate(event.getThrowable(), failure -> failure != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .filter(SQLException.class::isInstance)
        .findFirst()
        .flatMap(SafeMessage::of)
        .ifPresent(code -> event.setExtra("sql", code));
    return event;
  }

  private static void scrub(SentryException exception) {
    String type = exception.getModule() + "." + exception.getType();
    exception.setValue(SafeMessage.of(type, exception.getValue()).orElse(null));
  }
}
