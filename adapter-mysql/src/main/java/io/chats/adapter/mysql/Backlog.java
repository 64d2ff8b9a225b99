package io.chats.adapter.mysql;

import io.chats.domain.id.ChatId;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one appender has before it. Makes groups of what came from the lane; holds the requests of
 * chats that someone else has locked, so that one of those delays no other chat. Once such a chat
 * had its turn it rests, so that the others get theirs: two nodes that post to a chat without a
 * pause would else keep each other out for long, by chance. The requests of a chat keep their
 * order. For one thread.
 */
final class Backlog {

  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration SHORTEST_HOLD = Duration.ofMillis(1);
  private static final Duration LONGEST_HOLD = Duration.ofMillis(4);

  /** Longer than the longest hold: so whoever waits elsewhere tries meanwhile. */
  private static final Duration SHORTEST_REST = Duration.ofMillis(6);

  private static final Duration LONGEST_REST = Duration.ofMillis(100);

  private final Lane lane;
  private final AppenderSettings settings;
  private final Deque<AppendRequest> waiting = new ArrayDeque<>();
  private final Map<ChatId, Held> held = new HashMap<>();

  /** The chats that somebody else had locked, and that had no turn since. */
  private final Set<ChatId> contended = new HashSet<>();

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

  /**
   * Takes note of what came of a group.
   *
   * @param locked those of its requests, in their order, whose chats are locked by someone else
   * @param took how long the group took: others take as long until they try again
   */
  void settle(List<AppendRequest> group, List<AppendRequest> locked, Duration took) {
    for (AppendRequest request : locked) {
      held.computeIfAbsent(request.chat(), chat -> Held.since(request)).requests().add(request);
      contended.add(request.chat());
    }
    for (AppendRequest request : group) {
      if (!held.containsKey(request.chat()) && contended.remove(request.chat())) {
        held.put(request.chat(), Held.resting(took));
      }
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
      contended.remove(request.chat());
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
      Duration pause = between(SHORTEST_HOLD, first.age().dividedBy(4), LONGEST_HOLD);
      return new Held(new ArrayList<>(), Deadline.in(pause));
    }

    static Held resting(Duration took) {
      return new Held(new ArrayList<>(), Deadline.in(between(SHORTEST_REST, took, LONGEST_REST)));
    }

    private static Duration between(Duration least, Duration wanted, Duration most) {
      Duration atLeast = wanted.compareTo(least) < 0 ? least : wanted;
      return atLeast.compareTo(most) > 0 ? most : atLeast;
    }

    boolean isOver() {
      return !until.allows(Duration.ZERO);
    }
  }
}
