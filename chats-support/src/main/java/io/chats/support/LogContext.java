package io.chats.support;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * The ids that are logged with every line of a thread, so that another thread can take them over.
 */
public record LogContext(Map<String, String> ids) {

  /** The context of the calling thread. */
  public static LogContext current() {
    return new LogContext(Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of()));
  }

  /** Does the work in this context, and leaves the thread with its own one. */
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
