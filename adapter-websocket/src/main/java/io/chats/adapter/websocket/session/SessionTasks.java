package io.chats.adapter.websocket.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Runs the tasks of one session one at a time, in order. When those that wait cost more than the
 * bound, the gate is closed until half of it is worked off; what passes meanwhile is still taken.
 * Safe for use by any thread.
 */
final class SessionTasks {

  /** Where tasks come from. Must neither block nor throw. */
  interface Gate {
    void close();

    void open();
  }

  private record Task(int cost, Runnable body) {}

  private final int bound;
  private final Gate gate;
  private final Executor executor;
  private final Consumer<Throwable> failures;
  private final Queue<Task> waiting = new ArrayDeque<>(1);
  private int cost;
  private boolean gateClosed;
  private boolean running;

  /**
   * @param failures is told what tasks throw; the next task runs all the same
   */
  SessionTasks(int bound, Gate gate, Executor executor, Consumer<Throwable> failures) {
    this.bound = bound;
    this.gate = gate;
    this.executor = executor;
    this.failures = failures;
  }

  void add(int taskCost, Runnable body) {
    if (enqueue(new Task(taskCost, body))) {
      executor.execute(this::run);
    }
  }

  /** Drops what waits; what runs goes on. */
  synchronized void clear() {
    waiting.clear();
    cost = 0;
    openGate();
  }

  private synchronized boolean enqueue(Task task) {
    waiting.add(task);
    cost += task.cost();
    if (!gateClosed && cost > bound) {
      gateClosed = true;
      gate.close();
    }
    boolean idle = !running;
    running = true;
    return idle;
  }

  // Whatever a task throws must not end the session's other tasks.
  @SuppressWarnings("CatchThrowable")
  private void run() {
    for (Task task = next(); task != null; task = next()) {
      try {
        task.body().run();
      } catch (Throwable e) {
        failures.accept(e);
      }
    }
  }

  private synchronized Task next() {
    Task task = waiting.poll();
    if (task == null) {
      running = false;
      return null;
    }
    cost -= task.cost();
    if (cost <= bound / 2) {
      openGate();
    }
    return task;
  }

  private void openGate() {
    if (gateClosed) {
      gateClosed = false;
      gate.open();
    }
  }
}
