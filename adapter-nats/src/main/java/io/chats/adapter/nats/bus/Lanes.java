package io.chats.adapter.nats.bus;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the order of the requests of each chat, while those of different chats run side by side. A
 * lane lives only while there is something in it. Safe for use by any thread.
 */
final class Lanes {

  // A use case ends within seconds; one that never does must not hold its chat for ever.
  private static final long LONGEST_SECONDS = 60;

  private final Executor executor;
  private final int longest;
  private final Map<Object, Lane> lanes = new ConcurrentHashMap<>();

  /**
   * @param longest how many tasks may wait in one lane
   */
  Lanes(Executor executor, int longest) {
    this.executor = executor;
    this.longest = longest;
  }

  /** Something to be done in a lane. */
  interface Task {

    Call.Kind kind();

    /** Starts it; may block, must not throw. The stage completes when it is over. */
    CompletionStage<?> start();
  }

  /** Puts the task at the end of the subject's lane, or returns false: the lane is full. */
  boolean add(Object subject, Task task) {
    boolean[] added = new boolean[1];
    boolean[] wakes = new boolean[1];
    lanes.compute(
        subject,
        (s, known) -> {
          Lane lane = known == null ? new Lane() : known;
          added[0] = lane.add(task, longest);
          wakes[0] = lane.wakes();
          return lane;
        });
    wake(subject, wakes[0]);
    return added[0];
  }

  boolean isEmpty() {
    return lanes.isEmpty();
  }

  private void wake(Object subject, boolean wakes) {
    if (wakes) {
      executor.execute(() -> run(subject));
    }
  }

  /** Starts what may start, in order. */
  private void run(Object subject) {
    Task task = next(subject);
    while (task != null) {
      if (task.kind() == Call.Kind.READ) {
        task = startRead(subject, task);
      } else {
        // Before the next one is asked for: else another thread could start that one first.
        start(subject, task);
        task = next(subject);
      }
    }
  }

  /** Returns the next one; while there is none, this thread is the read's. */
  private Task startRead(Object subject, Task read) {
    Task following = next(subject);
    if (following == null) {
      start(subject, read);
    } else {
      executor.execute(() -> start(subject, read));
    }
    return following;
  }

  private void start(Object subject, Task task) {
    CompletableFuture<?> end = task.start().toCompletableFuture();
    if (end.isDone()) { // as all but posts are: no clock is needed
      over(subject);
      return;
    }
    var unused =
        end.copy()
            .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
            .whenComplete((result, failure) -> over(subject));
  }

  /** Null when none may start. */
  private Task next(Object subject) {
    Task[] next = new Task[1];
    lanes.computeIfPresent(
        subject,
        (s, lane) -> {
          next[0] = lane.next();
          return lane.isEmpty() ? null : lane;
        });
    return next[0];
  }

  private void over(Object subject) {
    boolean[] wakes = new boolean[1];
    lanes.computeIfPresent(
        subject,
        (s, lane) -> {
          lane.over();
          wakes[0] = lane.wakes();
          return lane.isEmpty() ? null : lane;
        });
    wake(subject, wakes[0]);
  }
}
