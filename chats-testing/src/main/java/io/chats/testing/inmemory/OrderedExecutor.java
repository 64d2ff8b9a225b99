package io.chats.testing.inmemory;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Runs tasks one at a time, in order. Each is one task of the underlying executor, so that a
 * simulated executor decides anew before each.
 */
final class OrderedExecutor implements Executor {

  private final Executor executor;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Object turn = new Object();

  OrderedExecutor(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (waiting) {
      waiting.add(task);
    }
    executor.execute(this::runNext);
  }

  private void runNext() {
    synchronized (turn) {
      next().run();
    }
  }

  private Runnable next() {
    synchronized (waiting) {
      return waiting.remove();
    }
  }
}
