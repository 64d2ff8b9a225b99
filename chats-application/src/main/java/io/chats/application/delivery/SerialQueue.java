package io.chats.application.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks one at a time, in the order given, on an executor; holds no thread when idle. */
final class SerialQueue {

  /** After so many tasks in a row others get their turn. */
  private static final int TURN = 256;

  private final Executor executor;
  private final int capacity;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param capacity how many tasks may wait for {@link #offer} to take another
   */
  SerialQueue(Executor executor, int capacity) {
    this.executor = executor;
    this.capacity = capacity;
  }

  /** Runs the task some time, unless too many wait already. */
  boolean offer(Runnable task) {
    if (waiting.get() >= capacity) {
      return false;
    }
    add(task);
    return true;
  }

  /** Runs the task some time, however many wait: for what is bounded otherwise. */
  void add(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      executor.execute(this::run);
    }
  }

  private void run() {
    for (int i = 0; i < TURN; i++) {
      tasks.remove().run();
      if (waiting.decrementAndGet() == 0) {
        return;
      }
    }
    executor.execute(this::run);
  }
}
