package io.chats.adapter.monitoring.failure;

import io.chats.domain.port.FailureReporter;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * A timer of one thread that reports failures of its tasks. Java's own keeps a failure in a future
 * that nobody reads. As with Java's, a periodic task that has failed is not run again.
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
      // A cancelled task has not failed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      reporter.unforeseen(e.getCause(), "a timer's task", Map.of());
    }
  }
}
