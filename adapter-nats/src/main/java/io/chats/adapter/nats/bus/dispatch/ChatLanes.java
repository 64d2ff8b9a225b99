package io.chats.adapter.nats.bus.dispatch;

import io.chats.adapter.nats.bus.request.RequestCall;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Keeps the order of the requests of each chat, while those of different chats run side by side.
 * Reads of a chat overlap with each other, and so do posts; a change runs alone. A lane exists only
 * while there is a task in it. Safe for use by any thread; no method blocks.
 */
public final class ChatLanes {

  // A use case ends within seconds; one that never ends must not hold its chat for ever.
  private static final Duration MAX_TIME = Duration.ofSeconds(60);

  private final Executor executor;
  private final int maxWaiting;
  private final SharedTimeLimit limit;
  private final Map<Object, ChatLane> lanes = new ConcurrentHashMap<>();

  /**
   * @param maxWaiting the number of tasks that may wait in one lane
   */
  public ChatLanes(Executor executor, int maxWaiting) {
    this.executor = executor;
    this.maxWaiting = maxWaiting;
    this.limit = new SharedTimeLimit(MAX_TIME, executor);
  }

  /** A task of a lane. */
  interface Task {

    RequestCall.Kind kind();

    /** Returns whether starting the task may block. */
    boolean blocks();

    /** Starts the task; must not throw. The stage completes when the task has ended. */
    CompletionStage<?> start();
  }

  /** Puts the task at the end of the lane of a subject; returns false when the lane is full. */
  public boolean add(Object subject, Task task) {
    boolean[] added = new boolean[1];
    boolean[] needsRunner = new boolean[1];
    lanes.compute(
        subject,
        (s, known) -> {
          ChatLane lane = known == null ? new ChatLane() : known;
          added[0] = lane.add(task, maxWaiting);
          needsRunner[0] = lane.needsRunner();
          return lane;
        });
    if (needsRunner[0]) {
      runWithoutBlocking(subject);
    }
    return added[0];
  }

  boolean isEmpty() {
    return lanes.isEmpty();
  }

  /** Starts the tasks that do not block, in order, and leaves the rest to another thread. */
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

  /** Starts this task and those that may start after it, in order. */
  private void run(Object subject, Task first) {
    Task task = first;
    while (task != null) {
      if (task.kind() == RequestCall.Kind.READ && task.blocks()) {
        task = startRead(subject, task);
      } else {
        // It starts before the next one is taken: else another thread could start that one first.
        start(subject, task);
        task = next(subject);
      }
    }
  }

  /** Returns the next task; when there is none, the read starts on this thread. */
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
    // A copy, since the time limit of the lane must not end the work itself.
    CompletableFuture<?> end = task.start().toCompletableFuture().copy();
    if (!end.isDone()) {
      limit.apply(end);
    }
    var unused = end.whenComplete((result, failure) -> ended(subject));
  }

  /** The next task to start; null when none may start now. */
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

  private void ended(Object subject) {
    boolean[] needsRunner = new boolean[1];
    lanes.computeIfPresent(
        subject,
        (s, lane) -> {
          lane.ended();
          needsRunner[0] = lane.needsRunner();
          return lane.isEmpty() ? null : lane;
        });
    if (needsRunner[0]) {
      executor.execute(() -> run(subject, next(subject)));
    }
  }
}
