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

/** Removes messages of failures from an event where they may hold a user's text or a token. */
final class EventScrubber {

  private static final int MAX_FAILURES = 100;

  private EventScrubber() {}

  static SentryEvent scrub(SentryEvent event) {
    Map<Described, String> safe = safe(event.getThrowable());
    for (SentryException exception : Optional.ofNullable(event.getExceptions()).orElse(List.of())) {
      exception.setValue(safe.get(described(exception)));
    }
    return event;
  }

  /** Returns what may be shown of the messages of a failure, its causes and those suppressed. */
  private static Map<Described, String> safe(Throwable failure) {
    Map<Described, String> safe = new HashMap<>();
    Deque<Throwable> open = new ArrayDeque<>();
    Optional.ofNullable(failure).ifPresent(open::add);
    for (int i = 0; i < MAX_FAILURES && !open.isEmpty(); i++) {
      Throwable next = open.remove();
      SafeMessage.of(next).ifPresent(message -> safe.put(described(next), message));
      Optional.ofNullable(next.getCause()).ifPresent(open::add);
      open.addAll(List.of(next.getSuppressed()));
    }
    return safe;
  }

  private static Described described(Throwable failure) {
    return new Described(failure.getClass().getName(), Objects.toString(failure.getMessage(), ""));
  }

  private static Described described(SentryException exception) {
    String name =
        exception.getModule() == null
            ? exception.getType()
            : exception.getModule() + "." + exception.getType();
    return new Described(name, Objects.toString(exception.getValue(), ""));
  }

  /** The class of a failure and its message. */
  private record Described(String type, String message) {}
}
