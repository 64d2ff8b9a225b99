package io.chats.adapter.monitoring.failure;

import io.chats.domain.port.FailureReporter;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * A timer of one thread. Java's own keeps a failure in a future that nobody looks at, and never
 * runs a periodic task again that has failed; this one reports it.
 */
public final class ReportingTimer extends ScheduledThreadPoolExecutor {

  private final FailureReporter reporter;

  public ReportingTimer(String threadName, FailureReporter reporter) {
    super(1, Thread.ofPlatform().daemon().name(threadName).factory());
    this.reporter = reporter;
    setRemoveOnCancelPolicy(true);
  }

  @Override
  protected void afterExecute(Runnable task, Throwable thrown) {
    super.afterExecute(task, thrown);
    if (task instanceof Future<?> future && future.isDone()) {
      report(future);
    }
  }

  private void report(Future<?> future) {
    try {
      future.get();
    } catch (CancellationException e) {
      // It is not wanted any more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      reporter.unforeseen(e.getCause(), "a timer's task", Map.of());
    }
  }
}
