package io.chats.application.concurrent;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Runs a task that may block over and over, never twice at a time, until it is closed. */
public final class PeriodicTask implements AutoCloseable {

  private final Runnable task;
  private final Executor executor;
  private final Semaphore free = new Semaphore(1);
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
    this(task, period, period, executor, timer);
  }

  /**
   * As above.
   *
   * @param first until the first start
   */
  public PeriodicTask(
      Runnable task,
      Duration first,
      Duration period,
      Executor executor,
      ScheduledExecutorService timer) {
    this.task = task;
    this.executor = executor;
    this.schedule =
        timer.scheduleWithFixedDelay(
            this::runNow, first.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs the task, unless it is running or this is closed. Does not block. */
  public void runNow() {
    if (!closed && free.tryAcquire()) {
      executor.execute(this::run);
    }
  }

  /** Starts the task no more; a run that has begun is not waited for. */
  @Override
  public void close() {
    closed = true;
    schedule.cancel(false);
  }

  /**
   * Waits until no run is left, once this is closed.
   *
   * @param timeout at most so long
   * @return whether none is left
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    // Kept: whoever was just about to start a run finds it taken.
    return free.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      task.run();
    } finally {
      free.release();
    }
  }
}
