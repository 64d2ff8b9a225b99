package io.chats.adapter.monitoring.sentry;

import io.chats.adapter.monitoring.logging.SafeMessage;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Takes out of an event what may hold a text of a user's or a token: messages of failures. */
final class EventScrubber {

  private static final int MOST = 100;

  private EventScrubber() {}

  static SentryEvent scrub(SentryEvent event) {
    Map<Said, String> safe = safe(event.getThrowable());
    for (SentryException exception : Optional.ofNullable(event.getExceptions()).orElse(List.of())) {
      exception.setValue(safe.get(said(exception)));
    }
    return event;
  }

  /** What may be shown of the messages of a failure, its causes, and those suppressed. */
  private static Map<Said, String> safe(Throwable failure) {
    Map<Said, String> safe = new HashMap<>();
    Deque<Throwable> open = new ArrayDeque<>();
    Optional.ofNullable(failure).ifPresent(open::add);
    for (int i = 0; i < MOST && !open.isEmpty(); i++) {
      Throwable next = open.remove();
      SafeMessage.of(next).ifPresent(message -> safe.put(said(next), message));
      Optional.ofNullable(next.getCause()).ifPresent(open::add);
      open.addAll(List.of(next.getSuppressed()));
    }
    return safe;
  }

  private static Said said(Throwable failure) {
    return new Said(failure.getClass().getName(), Objects.toString(failure.getMessage(), ""));
  }

  private static Said said(SentryException exception) {
    String name =
        exception.getModule() == null
            ? exception.getType()
            : exception.getModule() + "." + exception.getType();
    return new Said(name, Objects.toString(exception.getValue(), ""));
  }

  /** Of which kind a failure is, and what it says. */
  private record Said(String type, String message) {}
}
