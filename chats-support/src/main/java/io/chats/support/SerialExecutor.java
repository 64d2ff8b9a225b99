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
 * while it is idle. Nothing that a task, the executor or the reporter throws keeps the other tasks
 * from running. Safe for use by any thread; no method blocks.
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
   * @param executor takes a task or throws, quickly; runs none in the caller's thread
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
    synchronized (waiting) {
      add(task);
    }
  }

  /**
   * As {@link #execute}, unless too many tasks wait or run.
   *
   * @param maxWaiting how many tasks may be in front of this one, the running one included
   * @return false if the task was not taken
   */
  public boolean offer(Runnable task, int maxWaiting) {
    synchronized (waiting) {
      if (waiting.size() + (busy ? 1 : 0) >= maxWaiting) {
        return false;
      }
      add(task);
      return true;
    }
  }

  /** Drops the tasks that wait; a running one goes on. */
  public void clear() {
    synchronized (waiting) {
      waiting.clear();
    }
  }

  /**
   * Adds the task, and asks for a thread if none was asked for; called with the monitor held. Were
   * the executor asked without it, others could add tasks meanwhile, and would wait for a thread
   * that is then refused.
   */
  private void add(Runnable task) {
    waiting.add(task);
    if (!running) {
      running = true;
      start(task);
    }
  }

  private void start(Runnable task) {
    boolean started = false;
    try {
      executor.execute(this::runSome);
      started = true;
    } finally {
      if (!started) { // also when there is no memory for a thread, which is an Error
        running = false;
        waiting.remove(task);
      }
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
    } catch (Throwable e) {
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
      logUnreported(e);
    }
  }

  private static void logUnreported(Throwable failure) {
    try {
      LOG.error("A failure could not be reported: {}", failure.getClass().getName());
    } catch (Throwable e) {
      // The log fails as well; the tasks that wait must run all the same.
    }
  }
}
