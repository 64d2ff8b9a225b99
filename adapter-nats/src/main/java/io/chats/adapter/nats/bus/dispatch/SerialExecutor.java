package io.chats.adapter.nats.bus.dispatch;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks one at a time, in the order given, on threads of another executor. Who hands tasks in
 * bounds their number; they must not throw.
 */
public final class SerialExecutor implements Executor {

  private final Executor executor;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  public SerialExecutor(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (waiting) {
      waiting.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    try {
      executor.execute(this::runAll);
    } catch (RejectedExecutionException e) {
      forget(task);
      throw e;
    }
  }

  private void forget(Runnable rejected) {
    synchronized (waiting) {
      running = false;
      waiting.remove(rejected);
    }
  }

  private void runAll() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  private Runnable next() {
    synchronized (waiting) {
      Runnable task = waiting.poll();
      running = task != null;
      return task;
    }
  }
}
