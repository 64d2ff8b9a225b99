package io.chats.adapter.websocket.session;

import io.chats.support.SerialExecutor;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Runs the tasks of one session one at a time, in order. When the cost of the waiting tasks exceeds
 * the bound, the gate is closed until it has fallen to half of it; tasks that are added meanwhile
 * are still taken. Safe for use by any thread.
 */
final class SessionTasks {

  private final int bound;
  private final Runnable closeGate;
  private final Runnable openGate;
  private final SerialExecutor tasks;
  private int cost;
  private boolean gateClosed;

  /**
   * @param closeGate stops the source of the tasks; neither blocks nor throws
   * @param openGate starts it again; neither blocks nor throws
   * @param failures is notified of everything that a task throws; the next task runs all the same
   */
  SessionTasks(
      int bound,
      Runnable closeGate,
      Runnable openGate,
      Executor executor,
      Consumer<Throwable> failures) {
    this.bound = bound;
    this.closeGate = closeGate;
    this.openGate = openGate;
    this.tasks = new SerialExecutor(executor, failures);
  }

  /**
   * Adds a task.
   *
   * @throws RejectedExecutionException if the executor gives no thread; the task is then dropped
   */
  void add(int taskCost, Runnable task) {
    waits(taskCost);
    tasks.execute(() -> {
      starts(taskCost);
      task.run();
    });
  }

  /** Drops the tasks that wait, and opens the gate; a running task goes on. */
  synchronized void clear() {
    tasks.clear();
    cost = 0;
    openGate();
  }

  private synchronized void waits(int taskCost) {
    cost += taskCost;
    if (!gateClosed && cost > bound) {
      gateClosed = true;
      closeGate.run();
    }
  }

  private synchronized void starts(int taskCost) {
    // A task that was about to start when the others were dropped costs nothing any more.
    cost = Math.max(0, cost - taskCost);
    if (cost <= bound / 2) {
      openGate();
    }
  }

  private void openGate() {
    if (gateClosed) {
      gateClosed = false;
      openGate.run();
    }
  }
}
