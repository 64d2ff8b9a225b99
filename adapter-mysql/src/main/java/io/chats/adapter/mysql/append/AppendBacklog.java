package io.chats.adapter.mysql.append;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.chats.adapter.mysql.AppenderSettings;
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
 * What one appender has before it. Makes groups of what came from the lane; holds the requests of
 * chats that someone else has locked, so that one of those delays no other chat, and lends what it
 * holds to somebody who waits for locks. The requests of a chat keep their order. For one appender,
 * and one to whom it lends.
 */
public final class AppendBacklog {

  private static final Duration IDLE = Duration.ofSeconds(1);

  private final AppendLane lane;
  private final AppenderSettings settings;
  private final Deque<AppendRequest> waiting = new ArrayDeque<>();
  private final Map<ChatId, LockedChatRequests> held = new HashMap<>();

  /** What else there is of chats of which something is lent. */
  private final Map<ChatId, Deque<AppendRequest>> behindLent = new HashMap<>();

  private Throwable abandoned;

  public AppendBacklog(AppendLane lane, AppenderSettings settings) {
    this.lane = lane;
    this.settings = settings;
  }

  /** The requests to store next, together; waits for some, but may be empty. */
  List<AppendRequest> next() throws InterruptedException {
    List<AppendRequest> arrived = lane.take(patience());
    synchronized (this) {
      waiting.addAll(arrived);
      release();
      return group();
    }
  }

  /** Takes requests back, in their order, whose chats are locked by someone else. */
  synchronized void hold(Collection<AppendRequest> requests) {
    for (AppendRequest request : requests) {
      held.computeIfAbsent(request.chat(), chat -> LockedChatRequests.begin())
          .requests()
          .add(request);
    }
  }

  /**
   * Lends what is held of one chat; nothing if nothing is held. All who wait for some of the same
   * chats shall wait for the same one, and so take turns with all of them, unless one is urgent.
   *
   * @param last is lent only if there is no other; may be null
   */
  synchronized AppendGroup lendFirst(ChatId last) {
    AppendGroup group = new AppendGroup(settings);
    boolean isAlone = held.size() == 1;
    List<LockedChatRequests> all =
        held.values().stream().filter(it -> isAlone || !it.chat().equals(last)).toList();
    all.stream()
        .filter(it -> it.first().isUrgent())
        .max(comparing(it -> it.first().age()))
        .or(() -> all.stream().min(comparingLong(it -> it.chat().value())))
        .ifPresent(first -> lend(first, group));
    return group;
  }

  /** Lends what else is held, as far as it fits into the group. */
  synchronized void lendMore(AppendGroup group) {
    List.copyOf(held.values()).forEach(some -> lend(some, group));
  }

  /**
   * Nothing is lent any more.
   *
   * @param locked what was lent and is not answered, since its chat is locked by someone else
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

  /** Whether nothing is left, for good. */
  synchronized boolean isFinished() {
    return waiting.isEmpty() && held.isEmpty() && behindLent.isEmpty() && lane.isFinished();
  }

  /** Fails all that is left, what is in the lane included, and what will be taken back. */
  synchronized void abandon(Throwable reason) {
    abandoned = reason;
    waiting.addAll(lane.takeNow());
    held.values().forEach(it -> waiting.addAll(it.requests()));
    held.clear();
    waiting.forEach(request -> request.fail(reason));
    waiting.clear();
  }

  private synchronized Duration patience() {
    if (!waiting.isEmpty()) {
      return Duration.ZERO;
    }
    return held.values().stream()
        .map(it -> it.until().remaining())
        .min(Duration::compareTo)
        .orElse(IDLE);
  }

  private List<AppendRequest> group() {
    AppendGroup group = new AppendGroup(settings);
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

  private void release() {
    List<LockedChatRequests> over =
        held.values().stream().filter(LockedChatRequests::isOver).toList();
    for (LockedChatRequests some : over) {
      held.remove(some.chat());
      putBack(some.requests());
    }
  }

  /** Before what waits, since it came before. */
  private void putBack(Deque<AppendRequest> requests) {
    requests.reversed().forEach(waiting::addFirst);
  }
}
