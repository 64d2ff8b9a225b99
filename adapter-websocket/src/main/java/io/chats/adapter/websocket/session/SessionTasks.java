package io.chats.adapter.websocket.session;

import io.chats.support.SerialExecutor;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Runs the tasks of one session one at a time, in order. When the cost of the waiting frames
 * exceeds the bound, the gate is closed until it has fallen to half of it; frames that are added
 * meanwhile are still taken. Frames can be dropped, the other tasks always run. Safe for use by any
 * thread.
 */
final class SessionTasks {

  private final int bound;
  private final Runnable closeGate;
  private final Runnable openGate;
  private final IntConsumer held;
  private final SerialExecutor tasks;
  private int cost;
  private boolean gateClosed;
  private boolean dropped;

  /**
   * @param closeGate stops the source of the tasks; neither blocks nor throws
   * @param openGate starts it again; neither blocks nor throws
   * @param held is notified of what the waiting frames cost, and of its end as a negative number;
   *     neither blocks nor throws
   * @param failures is notified of everything that a task throws; the next task runs all the same
   */
  SessionTasks(
      int bound,
      Runnable closeGate,
      Runnable openGate,
      IntConsumer held,
      Executor executor,
      Consumer<Throwable> failures) {
    this.bound = bound;
    this.closeGate = closeGate;
    this.openGate = openGate;
    this.held = held;
    this.tasks = new SerialExecutor(executor, failures);
  }

  /**
   * Adds a task that is never dropped, such as the end of the session.
   *
   * @throws RejectedExecutionException if the executor gives no thread
   */
  void add(Runnable task) {
    tasks.execute(task);
  }

  /**
   * Adds the task of a frame; it does not run once frames are dropped.
   *
   * @throws RejectedExecutionException if the executor gives no thread; the task is then dropped
   */
  void addFrame(int frameCost, Runnable task) {
    if (!waits(frameCost)) {
      return;
    }
    boolean added = false;
    try {
      tasks.execute(() -> startAndRun(frameCost, task));
      added = true;
    } finally {
      if (!added) { // also when there is no memory for a thread, which is an Error
        starts(frameCost);
      }
    }
  }

  /** Drops the frames that wait and all later ones, and opens the gate; a running task goes on. */
  synchronized void dropFrames() {
    dropped = true;
    openGate();
  }

  private void startAndRun(int frameCost, Runnable task) {
    if (starts(frameCost)) {
      task.run();
    }
  }

  /** Returns whether the frame is to be handled. */
  private synchronized boolean waits(int frameCost) {
    if (dropped) {
      return false;
    }
    cost += frameCost;
    held.accept(frameCost);
    if (!gateClosed && cost > bound) {
      gateClosed = true;
      closeGate.run();
    }
    return true;
  }

  /** Returns whether the frame is still to be handled. */
  private synchronized boolean starts(int frameCost) {
    cost -= frameCost;
    held.accept(-frameCost);
    if (cost <= bound / 2) {
      openGate();
    }
    return !dropped;
  }

  private void openGate() {
    if (gateClosed) {
      gateClosed = false;
      openGate.run();
    }
  }
}
