package io.chats.adapter.mysql.append;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.chats.adapter.mysql.connection.Deadline;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests that one appender has before it. It makes groups of what came from the lane. It
 * holds back the requests of chats that another transaction has locked, so that such a chat delays
 * no other one, and lends them to the thread that waits for locks. The requests of a chat keep
 * their order. For one appender and one waiter, each on a thread of its own.
 */
final class AppendBacklog {

  private static final Duration IDLE = Duration.ofSeconds(1);

  private static final Duration MAX_HOLD = Duration.ofMillis(20);

  private final AppendLane lane;
  private final AppendGroup.Bounds bounds;
  private final Deque<AppendRequest> waiting = new ArrayDeque<>();
  private final Map<ChatId, LockedChatRequests> held = new HashMap<>();

  /** The other requests of chats of which some are lent. */
  private final Map<ChatId, Deque<AppendRequest>> behindLent = new HashMap<>();

  private Throwable abandoned;

  AppendBacklog(AppendLane lane, AppendGroup.Bounds bounds) {
    this.lane = lane;
    this.bounds = bounds;
  }

  /** The requests to store next, in one group; waits for some, but may be empty. */
  List<AppendRequest> next() throws InterruptedException {
    List<AppendRequest> arrived = lane.take(maxWait());
    synchronized (this) {
      waiting.addAll(arrived);
      retryHeld();
      return group();
    }
  }

  /** Holds back requests, in their order, whose chats another transaction has locked. */
  synchronized void hold(Collection<AppendRequest> requests) {
    for (AppendRequest request : requests) {
      held.computeIfAbsent(
              request.chat(),
              chat -> new LockedChatRequests(new ArrayDeque<>(), Deadline.in(MAX_HOLD)))
          .requests()
          .add(request);
    }
  }

  /**
   * Lends the held requests of one chat; an empty group if there are none. All nodes that wait for
   * some of the same chats choose the one with the lowest id, and so take turns with all of them,
   * unless a request is urgent.
   *
   * @param last is lent only if there is no other; may be null
   */
  synchronized AppendGroup lendFirst(ChatId last) {
    AppendGroup group = new AppendGroup(bounds);
    boolean isAlone = held.size() == 1;
    List<LockedChatRequests> candidates =
        held.values().stream().filter(it -> isAlone || !it.chat().equals(last)).toList();
    candidates.stream()
        .filter(it -> it.first().isUrgent())
        .max(comparing(it -> it.first().age()))
        .or(() -> candidates.stream().min(comparingLong(it -> it.chat().value())))
        .ifPresent(first -> lend(first, group));
    return group;
  }

  /** Lends the other held requests, as far as they fit into the group. */
  synchronized void lendMore(AppendGroup group) {
    List.copyOf(held.values()).forEach(some -> lend(some, group));
  }

  /**
   * Ends the lending.
   *
   * @param locked what was lent and is not answered, since another transaction has locked its chat
   */
  synchronized void takeBack(List<AppendRequest> locked) {
    hold(locked);
    for (Deque<AppendRequest> rest : behindLent.values()) {
      hold(rest);
    }
    behindLent.clear();
    if (abandoned != null) {
      abandon(abandoned);
    }
  }

  /** Returns whether the lane is closed and no request is left. */
  synchronized boolean isFinished() {
    return waiting.isEmpty() && held.isEmpty() && behindLent.isEmpty() && lane.isFinished();
  }

  /** Fails all requests that are left, also those in the lane and those that are taken back. */
  synchronized void abandon(Throwable reason) {
    abandoned = reason;
    waiting.addAll(lane.takeNow());
    held.values().forEach(it -> waiting.addAll(it.requests()));
    held.clear();
    waiting.forEach(request -> request.fail(reason));
    waiting.clear();
  }

  private synchronized Duration maxWait() {
    if (!waiting.isEmpty()) {
      return Duration.ZERO;
    }
    return held.values().stream()
        .map(it -> it.until().remaining())
        .min(Duration::compareTo)
        .orElse(IDLE);
  }

  private List<AppendRequest> group() {
    AppendGroup group = new AppendGroup(bounds);
    while (!waiting.isEmpty() && group.fits(waiting.peek())) {
      AppendRequest next = waiting.remove();
      LockedChatRequests others = held.get(next.chat());
      Deque<AppendRequest> rest = others == null ? behindLent.get(next.chat()) : others.requests();
      if (rest == null) {
        admit(next, group);
      } else {
        rest.add(next);
      }
    }
    return group.requests();
  }

  private void lend(LockedChatRequests some, AppendGroup group) {
    Deque<AppendRequest> requests = some.requests();
    ChatId chat = some.chat();
    if (group.fits(requests.element())) {
      held.remove(chat);
      while (!requests.isEmpty() && group.fits(requests.element())) {
        admit(requests.remove(), group);
      }
      if (!group.isEmpty()) {
        behindLent.put(chat, requests);
      }
    }
  }

  private static void admit(AppendRequest request, AppendGroup group) {
    if (request.isTooLateToBegin()) {
      request.fail(new StoreUnavailableException("not begun in time", null));
    } else {
      group.add(request);
    }
  }

  /** Puts requests that were held long enough before those that wait, since they came earlier. */
  private void retryHeld() {
    List<LockedChatRequests> due =
        held.values().stream().filter(it -> it.until().hasPassed()).toList();
    for (LockedChatRequests some : due) {
      held.remove(some.chat());
      some.requests().reversed().forEach(waiting::addFirst);
    }
  }

  /**
   * Requests of one chat that another transaction has locked.
   *
   * @param requests in their order; empty only at first
   * @param until when they are held back. After that the appender tries them again, skipping locked
   *     chats, should waiting for the lock take so long
   */
  private record LockedChatRequests(Deque<AppendRequest> requests, Deadline until) {

    ChatId chat() {
      return first().chat();
    }

    AppendRequest first() {
      return requests.element();
    }
  }
}
