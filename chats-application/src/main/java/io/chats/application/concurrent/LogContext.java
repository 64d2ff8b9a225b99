package io.chats.application.concurrent;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** What is logged on a thread is told to be about these, so that another thread can go on there. */
public record LogContext(Map<String, String> ids) {

  /** The calling thread's. */
  public static LogContext current() {
    return new LogContext(Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of()));
  }

  /** Does the work in this context, and leaves the thread with its own. */
  public <T> T during(Supplier<T> work) {
    LogContext own = current();
    MDC.setContextMap(ids);
    try {
      return work.get();
    } finally {
      MDC.setContextMap(own.ids);
    }
  }
}
