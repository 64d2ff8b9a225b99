package io.chats.application.concurrent;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that runs in a queue some time later; asking for it while it is pending changes nothing.
 */
public final class DelayedTask {

  private final ScheduledExecutorService timer;
  private final SerialQueue queue;
  private final Runnable task;
  private final AtomicBoolean pending = new AtomicBoolean();

  /**
   * @param timer never blocked
   * @param queue where the task runs
   */
  public DelayedTask(ScheduledExecutorService timer, SerialQueue queue, Runnable task) {
    this.timer = timer;
    this.queue = queue;
    this.task = task;
  }

  /** Runs the task that much later, or when it is due anyway. Does not block. */
  public void runIn(Duration delay) {
    if (pending.compareAndSet(false, true)) {
      var unused =
          timer.schedule(() -> queue.add(this::run), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Whether it is going to run. */
  public boolean isPending() {
    return pending.get();
  }

  private void run() {
    pending.set(false); // before the task: what is asked for meanwhile is not lost
    task.run();
  }
}
