package io.chats.application.presence;

import io.chats.application.delivery.Rooms;
import io.chats.domain.event.ChatSignal;
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

/**
 * Tells those whom it concerns that users came online or went offline: their opponents, on all
 * nodes, and the consultation service. Many at once are told of at a pace that the nodes and the
 * database stand; while the database is away, they wait. Safe for use by any thread; no method
 * blocks.
 */
public final class PresenceAnnouncer {

  /** Together 2,500 users a second, so that all of a node that died are told of in time. */
  private static final int USERS_AT_ONCE = 250;

  private static final Duration PACE = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final PresenceRegistry presence;
  private final ConsultationService consultations;
  private final ChatDirectory directory;
  private final Rooms rooms;
  private final PendingPresenceChanges news = new PendingPresenceChanges();
  private final DelayedTask turn;

  /**
   * @param executor runs what blocks on the registry and the database
   * @param timer never blocked
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
    this.consultations = consultations;
    this.directory = directory;
    this.rooms = rooms;
    SerialExecutor queue =
        new SerialExecutor(executor, e -> failures.unforeseen(e, "announcing presence", Map.of()));
    this.turn = new DelayedTask(timer, queue, this::tellSome);
  }

  /** These users came online. */
  void online(Collection<UserId> users) {
    add(users, Presence.ONLINE);
  }

  /** These users went offline. */
  void offline(Collection<UserId> users) {
    add(users, Presence.OFFLINE);
  }

  private void add(Collection<UserId> users, Presence now) {
    if (!users.isEmpty()) {
      news.add(users, now);
      turn.runIn(Duration.ZERO);
    }
  }

  private void tellSome() {
    Map<UserId, Presence> some = news.take(USERS_AT_ONCE);
    Map<UserId, Presence> left = tell(some);
    news.putBack(left);
    if (!news.isEmpty()) {
      turn.runIn(left.isEmpty() ? PACE : RETRY);
    }
  }

  /** Returns those of whom nothing can be told now. */
  private Map<UserId, Presence> tell(Map<UserId, Presence> said) {
    try {
      Map<UserId, List<Chat>> chats = directory.openedChats(said.keySet());
      Map<UserId, Presence> now = presence.of(said.keySet());
      Map<UserId, Presence> told = new LinkedHashMap<>(said);
      told.entrySet().removeIf(was -> !holds(was, now));
      told.forEach((user, is) -> announce(user, is, chats.getOrDefault(user, List.of())));
      correct(told, chats);
      Map<UserId, Presence> left = new LinkedHashMap<>(said);
      left.entrySet().removeIf(was -> told.containsKey(was.getKey()) || !isUnknown(was, now));
      return left; // the others have changed again, which others tell
    } catch (StoreUnavailableException e) {
      return said;
    }
  }

  /** Whoever came needs no confirmation: where it is unknown, this node saw it. */
  private static boolean holds(Map.Entry<UserId, Presence> was, Map<UserId, Presence> now) {
    return now.get(was.getKey()) == was.getValue()
        || (was.getValue() == Presence.ONLINE && isUnknown(was, now));
  }

  private static boolean isUnknown(Map.Entry<UserId, Presence> was, Map<UserId, Presence> now) {
    return now.getOrDefault(was.getKey(), Presence.UNKNOWN) == Presence.UNKNOWN;
  }

  /** Another node may have told of what came after before this one did: the last word is right. */
  private void correct(Map<UserId, Presence> told, Map<UserId, List<Chat>> chats) {
    presence
        .of(told.keySet())
        .forEach((user, now) -> {
          if (now != Presence.UNKNOWN && now != told.get(user)) {
            announce(user, now, chats.getOrDefault(user, List.of()));
          }
        });
  }

  private void announce(UserId user, Presence now, List<Chat> chats) {
    consultations.presence(user, now == Presence.ONLINE);
    for (Chat chat : chats) {
      rooms.announce(new ChatSignal(chat.id(), user, new ChatSignal.PresenceChanged(now)));
    }
  }
}
