package io.chats.support;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time, in the order given, on threads of another executor. It holds no thread
 * while it is idle. A task that fails does not keep the following ones from running. Safe for use
 * by any thread; no method blocks.
 */
public final class SerialExecutor implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

  /** After this many tasks in a row the thread is given back, so that others get their turn. */
  private static final int MAX_IN_A_ROW = 256;

  private final Executor executor;
  private final Consumer<? super Throwable> failures;
  private final Queue<Runnable> waiting = new ArrayDeque<>(1);

  /** Whether a thread was asked for, and has not found the queue empty since. */
  private boolean running;

  /** Whether a task runs now. */
  private boolean busy;

  /**
   * @param failures is notified of everything that a task throws
   */
  public SerialExecutor(Executor executor, Consumer<? super Throwable> failures) {
    this.executor = executor;
    this.failures = failures;
  }

  /**
   * Runs the task after those that were added before it.
   *
   * @throws RejectedExecutionException if the executor gives no thread; the task is then dropped
   */
  @Override
  public void execute(Runnable task) {
    if (add(task)) {
      start(task);
    }
  }

  /**
   * As {@link #execute}, unless too many tasks wait or run.
   *
   * @param maxWaiting how many tasks may be in front of this one, the running one included
   * @return false if the task was not taken
   */
  public boolean offer(Runnable task, int maxWaiting) {
    boolean starts;
    synchronized (waiting) {
      if (waiting.size() + (busy ? 1 : 0) >= maxWaiting) {
        return false;
      }
      starts = add(task);
    }
    if (starts) {
      start(task);
    }
    return true;
  }

  /** Drops the tasks that wait; a running one goes on. */
  public void clear() {
    synchronized (waiting) {
      waiting.clear();
    }
  }

  private boolean add(Runnable task) {
    synchronized (waiting) {
      waiting.add(task);
      boolean starts = !running;
      running = true;
      return starts;
    }
  }

  private void start(Runnable task) {
    try {
      executor.execute(this::runSome);
    } catch (RejectedExecutionException e) {
      synchronized (waiting) {
        running = false;
        waiting.remove(task);
      }
      throw e;
    }
  }

  private void runSome() {
    int done = 0;
    for (Runnable task = next(); task != null; task = next()) {
      run(task);
      if (++done == MAX_IN_A_ROW && handedOver()) {
        return;
      }
    }
  }

  /** Without another thread this one goes on: tasks that were taken must run. */
  private boolean handedOver() {
    try {
      executor.execute(this::runSome);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private Runnable next() {
    synchronized (waiting) {
      Runnable task = waiting.poll();
      running = task != null;
      busy = running;
      return task;
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      report(e);
    }
  }

  private void report(Throwable failure) {
    try {
      failures.accept(failure);
    } catch (Throwable e) {
      LOG.error("A failure could not be reported: {}", e.getClass().getName());
    }
  }
}
