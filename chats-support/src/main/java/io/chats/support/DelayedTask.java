package io.chats.support;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that runs some time later in a serial executor; asking for it while it is pending changes
 * nothing. Safe for use by any thread.
 */
public final class DelayedTask {

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

  /** Runs the task after the delay, or earlier when it is pending already. Does not block. */
  public void runIn(Duration delay) {
    if (pending.compareAndSet(false, true)) {
      var unused =
          timer.schedule(
              () -> executor.execute(this::run), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Returns whether the task is going to run. */
  public boolean isPending() {
    return pending.get();
  }

  private void run() {
    pending.set(false); // before the task, so that a request that comes meanwhile is not lost
    task.run();
  }
}
