package io.chats.adapter.nats.bus.dispatch;

import io.chats.adapter.nats.bus.request.RequestCall;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Keeps the order of the requests of each chat, while those of different chats run side by side. A
 * lane lives only while there is something in it. Safe for use by any thread.
 */
public final class ChatLanes {

  // A use case ends within seconds; one that never does must not hold its chat for ever.
  private static final Duration LONGEST_TIME = Duration.ofSeconds(60);

  private final Executor executor;
  private final int longest;
  private final SharedTimeLimit limit;
  private final Map<Object, ChatLane> lanes = new ConcurrentHashMap<>();

  /**
   * @param longest how many tasks may wait in one lane
   */
  public ChatLanes(Executor executor, int longest) {
    this.executor = executor;
    this.longest = longest;
    this.limit = new SharedTimeLimit(LONGEST_TIME, executor);
  }

  /** Something to be done in a lane. */
  interface Task {

    RequestCall.Kind kind();

    /** Whether starting it may block. */
    boolean blocks();

    /** Starts it; must not throw. The stage completes when it is over. */
    CompletionStage<?> start();
  }

  /** Puts the task at the end of the subject's lane, or returns false: the lane is full. */
  public boolean add(Object subject, Task task) {
    boolean[] added = new boolean[1];
    boolean[] wakes = new boolean[1];
    lanes.compute(
        subject,
        (s, known) -> {
          ChatLane lane = known == null ? new ChatLane() : known;
          added[0] = lane.add(task, longest);
          wakes[0] = lane.wakes();
          return lane;
        });
    if (wakes[0]) {
      runWithoutBlocking(subject);
    }
    return added[0];
  }

  boolean isEmpty() {
    return lanes.isEmpty();
  }

  /** Starts what may start without blocking, in order, and has another thread do the rest. */
  private void runWithoutBlocking(Object subject) {
    Task task = next(subject);
    while (task != null && !task.blocks()) {
      start(subject, task);
      task = next(subject);
    }
    if (task != null) {
      Task blocking = task;
      executor.execute(() -> run(subject, blocking));
    }
  }

  /** Starts this one and what may start after it, in order. */
  private void run(Object subject, Task first) {
    Task task = first;
    while (task != null) {
      if (task.kind() == RequestCall.Kind.READ && task.blocks()) {
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
    // A copy: that its lane waits no longer must not end the work itself.
    CompletableFuture<?> end = task.start().toCompletableFuture().copy();
    if (!end.isDone()) { // else it needs no clock
      limit.apply(end);
    }
    var unused = end.whenComplete((result, failure) -> over(subject));
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
    if (wakes[0]) {
      executor.execute(() -> run(subject, next(subject)));
    }
  }
}
