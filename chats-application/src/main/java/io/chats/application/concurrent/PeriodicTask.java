package io.chats.application.concurrent;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a task that may block over and over, never twice at a time, until it is closed. */
public final class PeriodicTask implements AutoCloseable {

  private final Runnable task;
  private final Executor executor;
  private final AtomicBoolean running = new AtomicBoolean();
  private final ScheduledFuture<?> schedule;
  private volatile boolean closed;

  /**
   * @param task never throws
   * @param period from one start to the next; a start that comes while the task runs is left out,
   *     and none is made up for
   * @param executor where the task runs
   * @param timer never blocked
   */
  public PeriodicTask(
      Runnable task, Duration period, Executor executor, ScheduledExecutorService timer) {
    this.task = task;
    this.executor = executor;
    long millis = period.toMillis();
    this.schedule =
        timer.scheduleWithFixedDelay(this::runNow, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Runs the task, unless it is running or this is closed. Does not block. */
  public void runNow() {
    if (!closed && running.compareAndSet(false, true)) {
      executor.execute(this::run);
    }
  }

  /** Starts the task no more; a run that has begun is not waited for. */
  @Override
  public void close() {
    closed = true;
    schedule.cancel(false);
  }

  private void run() {
    try {
      task.run();
    } finally {
      running.set(false);
    }
  }
}
