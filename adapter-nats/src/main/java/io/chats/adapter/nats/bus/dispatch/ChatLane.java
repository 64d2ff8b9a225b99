package io.chats.adapter.nats.bus.dispatch;

import io.chats.adapter.nats.bus.dispatch.ChatLanes.Task;
import io.chats.adapter.nats.bus.request.RequestCall.Kind;
import java.util.ArrayDeque;
import java.util.Queue;

/** The requests of one chat that wait or run, in order. Used by one thread at a time. */
final class ChatLane {

  private final Queue<Task> waiting = new ArrayDeque<>();
  private Kind startedKind = Kind.CHANGE;
  private int started;
  private boolean hasRunner;

  boolean add(Task task, int maxWaiting) {
    return waiting.size() < maxWaiting && waiting.add(task);
  }

  /**
   * Returns whether a thread must now begin to run this lane; it then calls {@link #next} until
   * there is nothing left to start.
   */
  boolean needsRunner() {
    boolean needsRunner = !hasRunner && mayStart();
    hasRunner |= needsRunner;
    return needsRunner;
  }

  /** The next task to start; null when none waits, or when a started one must end first. */
  Task next() {
    if (!mayStart()) {
      hasRunner = false;
      return null;
    }
    Task next = waiting.remove();
    startedKind = next.kind();
    started++;
    return next;
  }

  void ended() {
    started--;
  }

  /** A lane with a runner is not empty: the runner must find the tasks that are added meanwhile. */
  boolean isEmpty() {
    return waiting.isEmpty() && started == 0 && !hasRunner;
  }

  private boolean mayStart() {
    return !waiting.isEmpty() && (started == 0 || overlaps(waiting.peek().kind()));
  }

  private boolean overlaps(Kind kind) {
    return kind == startedKind && kind != Kind.CHANGE;
  }
}
