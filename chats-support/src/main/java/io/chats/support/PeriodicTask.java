package io.chats.support;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task that may block again and again, never twice at a time, until it is closed. A run that
 * fails in any way, or finds no thread, does not end the later ones.
 */
public final class PeriodicTask implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

  private final Runnable task;
  private final Executor executor;
  private final Semaphore free = new Semaphore(1);
  private final ScheduledFuture<?> schedule;
  private volatile boolean closed;

  /**
   * @param task reports its own failures; what it throws is only logged
   * @param period from one start to the next; a start that is due while the task runs is left out
   * @param executor runs the task
   * @param timer is never blocked
   */
  public PeriodicTask(
      Runnable task, Duration period, Executor executor, ScheduledExecutorService timer) {
    this(task, period, period, executor, timer);
  }

  /**
   * As above.
   *
   * @param first the time until the first start
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
      try {
        executor.execute(this::run);
      } catch (Throwable e) { // what the timer is thrown ends the schedule
        free.release();
        LOG.warn("A periodic task found no thread; it is tried again at its next start", e);
      }
    }
  }

  /** Starts the task no more; does not wait for a run that has begun. */
  @Override
  public void close() {
    closed = true;
    schedule.cancel(false);
  }

  /**
   * Waits until no run is left; to be called after {@link #close}.
   *
   * @param timeout the longest wait
   * @return whether no run is left
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    // The permit is kept, so that a start that is just happening finds none.
    return free.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      task.run();
    } catch (Throwable e) {
      LOG.error("A periodic task failed; it runs again at its next start", e);
    } finally {
      free.release();
    }
  }
}
