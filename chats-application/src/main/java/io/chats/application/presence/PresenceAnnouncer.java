package io.chats.application.presence;

import io.chats.application.delivery.Rooms;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Presence;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.support.DelayedTask;
import io.chats.support.SerialExecutor;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Announces that users came online or went offline: to their opponents on all nodes, and to the
 * consultation service. Many changes at a time are announced at a bounded rate, which the nodes and
 * the database can bear; while the database is away, they wait. A user who cannot be looked up is
 * left out alone (spec G13). Safe for use by any thread; no method blocks.
 */
public final class PresenceAnnouncer {

  private static final String TASK = "announcing presence";

  /** Makes 2,500 users a second, so that all users of a node that died are announced in time. */
  private static final int USERS_AT_A_TIME = 250;

  /** More are dropped, and counted: a change of presence is announced at most once. */
  private static final int MAX_PENDING = 100_000;

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

  private final PresenceRegistry presence;
  private final ChatDirectory directory;
  private final IsolatedCalls calls;
  private final PresenceSignals signals;
  private final DelayedTask next;
  private final AtomicLong dropped = new AtomicLong();

  /** Changes that are still to be announced, oldest first; guarded by this monitor. */
  private final Map<UserId, Presence> pending = new LinkedHashMap<>();

  /**
   * @param executor runs what blocks on the registry and the database
   * @param timer is never blocked
   */
  public PresenceAnnouncer(
      PresenceRegistry presence,
      ConsultationService consultations,
      ChatDirectory directory,
      Rooms rooms,
      FailureReporter failures,
      Executor executor,
      ScheduledExecutorService timer) {
    this.presence = presence;
    this.directory = directory;
    this.calls = new IsolatedCalls(failures, TASK);
    SerialExecutor queue =
        new SerialExecutor(executor, e -> failures.unforeseen(e, TASK, Map.of()));
    this.signals = new PresenceSignals(presence, consultations, rooms, calls, queue, timer);
    this.next = new DelayedTask(timer, queue, this::announceSome);
  }

  /** Announces that these users came online. */
  void online(Collection<UserId> users) {
    add(users, Presence.ONLINE);
  }

  /** Announces that these users went offline. */
  void offline(Collection<UserId> users) {
    add(users, Presence.OFFLINE);
  }

  /** The number of changes since the start that were not announced, since too many were pending. */
  public long dropped() {
    return dropped.get();
  }

  private void add(Collection<UserId> users, Presence now) {
    if (!users.isEmpty()) {
      addPending(users, now);
      next.runIn(Duration.ZERO);
    }
  }

  /** Two opposite changes of the same user cancel each other. */
  private synchronized void addPending(Collection<UserId> users, Presence now) {
    for (UserId user : users) {
      Presence before = pending.get(user);
      if (before == null) {
        addPending(user, now);
      } else if (before != now) {
        pending.remove(user);
      }
    }
  }

  private synchronized void addPending(UserId user, Presence now) {
    if (pending.size() < MAX_PENDING) {
      pending.put(user, now);
    } else {
      dropped.incrementAndGet();
    }
  }

  private void announceSome() {
    Map<UserId, Presence> left = Map.of();
    try {
      left = signals.areMany() ? Map.of() : announce(takeSome());
      signals.send();
    } finally { // whatever was thrown, the others are announced
      if (putBack(left)) {
        next.runIn(left.isEmpty() ? PAUSE : RETRY_PAUSE);
      }
    }
  }

  private synchronized Map<UserId, Presence> takeSome() {
    Map<UserId, Presence> taken = new LinkedHashMap<>();
    pending.entrySet().stream()
        .limit(USERS_AT_A_TIME)
        .forEach(entry -> taken.put(entry.getKey(), entry.getValue()));
    pending.keySet().removeAll(taken.keySet());
    return taken;
  }

  /**
   * Puts changes back that could not be announced; changes that came meanwhile are newer. Returns
   * whether any change is pending.
   */
  private synchronized boolean putBack(Map<UserId, Presence> users) {
    users.forEach((user, now) -> {
      if (pending.containsKey(user)) {
        pending.remove(user, now == Presence.ONLINE ? Presence.OFFLINE : Presence.ONLINE);
      } else {
        addPending(user, now);
      }
    });
    return !pending.isEmpty();
  }

  /** Returns the changes that cannot be announced now. */
  private Map<UserId, Presence> announce(Map<UserId, Presence> changes) {
    try {
      var chats = calls.call(changes.keySet(), directory::openedChats);
      var now = calls.call(changes.keySet(), presence::of);
      Map<UserId, Presence> left = new LinkedHashMap<>(changes);
      left.keySet().removeAll(chats.failed());
      left.keySet().removeAll(now.failed());
      left.entrySet().removeIf(was -> announce(was, now.found(), chats.found()));
      left.entrySet().removeIf(was -> !isUnknown(was, now.found()));
      return left; // the others have changed again, and are announced for that
    } catch (StoreUnavailableException e) {
      return changes;
    }
  }

  /** Returns whether the change still holds, and so was announced. */
  private boolean announce(
      Map.Entry<UserId, Presence> was, Map<UserId, Presence> now, Map<UserId, List<Chat>> chats) {
    boolean holds = holds(was, now);
    if (holds) {
      List<Chat> opened = chats.getOrDefault(was.getKey(), List.of());
      signals.add(was.getKey(), was.getValue(), opened.stream().map(Chat::id).toList());
    }
    return holds;
  }

  /** A user who came online needs no confirmation while presence is unknown: this node saw it. */
  private static boolean holds(Map.Entry<UserId, Presence> was, Map<UserId, Presence> now) {
    return now.get(was.getKey()) == was.getValue()
        || (was.getValue() == Presence.ONLINE && isUnknown(was, now));
  }

  private static boolean isUnknown(Map.Entry<UserId, Presence> was, Map<UserId, Presence> now) {
    return now.getOrDefault(was.getKey(), Presence.UNKNOWN) == Presence.UNKNOWN;
  }
}
