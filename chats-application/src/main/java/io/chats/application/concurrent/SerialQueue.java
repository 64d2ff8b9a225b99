package io.chats.application.concurrent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs tasks one at a time, in the order given, on an executor; holds no thread when idle. A task
 * that fails holds up none of those behind it.
 */
public final class SerialQueue {

  /** After so many tasks in a row others get their turn. */
  private static final int TURN = 256;

  private final Executor executor;
  private final Consumer<Throwable> failures;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param executor takes every task, and runs none before its {@code execute} has returned
   * @param failures is told what a task threw
   */
  public SerialQueue(Executor executor, Consumer<Throwable> failures) {
    this.executor = executor;
    this.failures = failures;
  }

  /**
   * Runs the task some time, unless so many wait already. Does not block.
   *
   * @param mostWaiting exceeded by as many callers as race
   */
  public boolean offer(Runnable task, int mostWaiting) {
    if (waiting.get() >= mostWaiting) {
      return false;
    }
    add(task);
    return true;
  }

  /** Runs the task some time, however many wait: for what is bounded otherwise. Does not block. */
  public void add(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      executor.execute(this::runSome);
    }
  }

  private void runSome() {
    for (int i = 0; i < TURN; i++) {
      run(tasks.remove());
      if (waiting.decrementAndGet() == 0) {
        return;
      }
    }
    executor.execute(this::runSome);
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      failures.accept(e);
    }
  }
}
