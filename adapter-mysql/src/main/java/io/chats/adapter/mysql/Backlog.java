package io.chats.adapter.mysql;

import io.chats.domain.id.ChatId;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one appender has before it. Makes groups of what came from the lane; holds the requests of
 * chats that someone else has locked, so that one of those delays no other chat. The requests of a
 * chat keep their order. For one thread.
 */
final class Backlog {

  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration SHORTEST_HOLD = Duration.ofMillis(1);
  private static final Duration LONGEST_HOLD = Duration.ofMillis(20);

  private final Lane lane;
  private final AppenderSettings settings;
  private final Deque<AppendRequest> waiting = new ArrayDeque<>();
  private final Map<ChatId, Held> held = new HashMap<>();

  Backlog(Lane lane, AppenderSettings settings) {
    this.lane = lane;
    this.settings = settings;
  }

  /** The requests to store next, together; waits for some, but may be empty. */
  List<AppendRequest> next() throws InterruptedException {
    waiting.addAll(lane.take(patience()));
    release();
    return group();
  }

  /** Takes requests back, in their order, whose chats are locked by someone else. */
  void hold(List<AppendRequest> requests) {
    for (AppendRequest request : requests) {
      held.computeIfAbsent(request.chat(), chat -> Held.since(request)).requests().add(request);
    }
  }

  /** Whether nothing is left, for good. */
  boolean isFinished() {
    return waiting.isEmpty() && held.isEmpty() && lane.isFinished();
  }

  /** Fails all that is left. */
  void abandon(Throwable reason) {
    held.values().forEach(it -> it.requests().forEach(request -> request.fail(reason)));
    held.clear();
    waiting.forEach(request -> request.fail(reason));
    waiting.clear();
  }

  private Duration patience() {
    if (!waiting.isEmpty()) {
      return Duration.ZERO;
    }
    return held.values().stream()
        .map(it -> it.until().remaining())
        .min(Duration::compareTo)
        .orElse(IDLE);
  }

  private List<AppendRequest> group() {
    List<AppendRequest> group = new ArrayList<>();
    int messages = 0;
    int chars = 0;
    while (!waiting.isEmpty()) {
      AppendRequest next = waiting.peek();
      messages += next.size();
      chars += next.chars();
      boolean fits = messages <= settings.groupMessages() && chars <= settings.groupChars();
      if (!fits && !group.isEmpty()) {
        break;
      }
      admit(waiting.remove(), group);
    }
    return group;
  }

  private void admit(AppendRequest request, List<AppendRequest> group) {
    Held others = held.get(request.chat());
    if (others != null) {
      others.requests().add(request);
    } else if (request.isTooLateToBegin()) {
      request.fail(new StoreUnavailableException("not begun in time", null));
    } else {
      group.add(request);
    }
  }

  /** Before what waits, since it came before. */
  private void release() {
    List<ChatId> due = held.keySet().stream().filter(chat -> held.get(chat).isOver()).toList();
    for (ChatId chat : due) {
      held.remove(chat).requests().reversed().forEach(waiting::addFirst);
    }
  }

  private record Held(List<AppendRequest> requests, Deadline until) {

    /** The longer the first one has waited, the longer the pause. */
    static Held since(AppendRequest first) {
      Duration pause = first.age().dividedBy(4);
      if (pause.compareTo(SHORTEST_HOLD) < 0) {
        pause = SHORTEST_HOLD;
      } else if (pause.compareTo(LONGEST_HOLD) > 0) {
        pause = LONGEST_HOLD;
      }
      return new Held(new ArrayList<>(), Deadline.in(pause));
    }

    boolean isOver() {
      return !until.allows(Duration.ZERO);
    }
  }
}
