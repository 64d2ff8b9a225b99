package io.chats.adapter.monitoring.failure;

import io.chats.domain.port.FailureReporter;
import java.util.Map;

/**
 * Reports what no thread has caught, whosever thread it was, instead of letting the JVM print it
 * with its message. There is one for the whole JVM; closing it puts back the one before.
 */
public final class UncaughtFailures implements AutoCloseable {

  private final Thread.UncaughtExceptionHandler before;

  private UncaughtFailures(Thread.UncaughtExceptionHandler before) {
    this.before = before;
  }

  /** Reports from now on. */
  public static UncaughtFailures reportTo(FailureReporter reporter) {
    UncaughtFailures installed = new UncaughtFailures(Thread.getDefaultUncaughtExceptionHandler());
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
        reporter.unforeseen(failure, "a thread", Map.of("thread", thread.getName())));
    return installed;
  }

  @Override
  public void close() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }
}
