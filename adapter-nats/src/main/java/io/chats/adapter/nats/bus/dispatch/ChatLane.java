package io.chats.adapter.nats.bus.dispatch;

import io.chats.adapter.nats.bus.dispatch.ChatLanes.Task;
import io.chats.adapter.nats.bus.request.RequestCall.Kind;
import java.util.ArrayDeque;
import java.util.Queue;

/** The requests of one chat that are waiting or being carried out. Used by one thread at a time. */
final class ChatLane {

  private final Queue<Task> waiting = new ArrayDeque<>();
  private Kind startedKind = Kind.CHANGE;
  private int started;
  private boolean awake;

  boolean add(Task task, int longest) {
    return waiting.size() < longest && waiting.add(task);
  }

  /** Whether somebody must now begin to ask for what is next; they go on until nothing is. */
  boolean wakes() {
    boolean wakes = !awake && mayStart();
    awake |= wakes;
    return wakes;
  }

  /** The next one to start, or null while there is none, or what was started must end first. */
  Task next() {
    if (!mayStart()) {
      awake = false;
      return null;
    }
    Task next = waiting.remove();
    startedKind = next.kind();
    started++;
    return next;
  }

  void over() {
    started--;
  }

  /** Not while somebody asks for what is next: they must find what comes meanwhile. */
  boolean isEmpty() {
    return waiting.isEmpty() && started == 0 && !awake;
  }

  private boolean mayStart() {
    return !waiting.isEmpty() && (started == 0 || overlaps(waiting.peek().kind()));
  }

  private boolean overlaps(Kind kind) {
    return kind == startedKind && kind != Kind.CHANGE;
  }
}
