package io.chats.adapter.monitoring.failure;

import io.chats.domain.port.FailureReporter;
import java.util.Map;

/**
 * Reports failures that no thread catches, instead of letting the JVM print them with their
 * messages. There is one handler for the whole JVM; closing this puts the previous one back.
 */
public record UncaughtFailures(Thread.UncaughtExceptionHandler previous) implements AutoCloseable {

  /** Reports from now on. */
  public static UncaughtFailures reportTo(FailureReporter reporter) {
    UncaughtFailures installed = new UncaughtFailures(Thread.getDefaultUncaughtExceptionHandler());
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
        reporter.unforeseen(failure, "a thread", Map.of("thread", thread.getName())));
    return installed;
  }

  @Override
  public void close() {
    Thread.setDefaultUncaughtExceptionHandler(previous);
  }
}
