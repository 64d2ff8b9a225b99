package io.chats.support;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that runs some time later in a serial executor; asking for it while it is pending changes
 * nothing. When the executor gives no thread, the task is tried again later. Safe for use by any
 * thread.
 */
public final class DelayedTask {

  private static final Logger LOG = LoggerFactory.getLogger(DelayedTask.class);

  /** The pause after the executor gave no thread. */
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

  private final ScheduledExecutorService timer;
  private final SerialExecutor executor;
  private final Runnable task;
  private final AtomicBoolean pending = new AtomicBoolean();

  /**
   * @param timer is never blocked
   * @param executor runs the task
   */
  public DelayedTask(ScheduledExecutorService timer, SerialExecutor executor, Runnable task) {
    this.timer = timer;
    this.executor = executor;
    this.task = task;
  }

  /**
   * Runs the task after the delay, or earlier when it is pending already. Does not block.
   *
   * @throws RejectedExecutionException if the timer was shut down; the task is then not pending
   */
  public void runIn(Duration delay) {
    if (pending.compareAndSet(false, true)) {
      schedule(delay);
    }
  }

  /** Returns whether the task is going to run. */
  public boolean isPending() {
    return pending.get();
  }

  private void schedule(Duration delay) {
    boolean scheduled = false;
    try {
      var unused = timer.schedule(this::start, delay.toNanos(), TimeUnit.NANOSECONDS);
      scheduled = true;
    } finally {
      if (!scheduled) {
        pending.set(false);
      }
    }
  }

  private void start() {
    try {
      executor.execute(this::run);
    } catch (Throwable e) {
      LOG.debug("A delayed task found no thread", e);
      schedule(RETRY_PAUSE);
    }
  }

  private void run() {
    pending.set(false); // before the task, so that a request that comes meanwhile is not lost
    task.run();
  }
}
