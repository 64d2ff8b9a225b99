package io.chats.application.delivery.sync;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.ClientSession.CloseReason;
import io.chats.domain.port.Shared;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one session is told, and when: before its first sync nothing of any chat; from the beginning
 * of a sync no new messages of the listed chats, which it will be sent in another way; and when it
 * ends, what happens in chats whose standing was taken is held back, within bounds, until the
 * session has been told how they stand. Everything else passes. Safe for use by any thread; blocks
 * only where it says so.
 */
final class SyncGate {

  private enum Fate {
    PASSES,
    STAYS,
    OVERFLOWS
  }

  /** So much is held, by weight: as little as a session may cost (spec G8). */
  static final int MOST_HELD = 256 * 1024;

  private final ClientSession session;
  private final Set<ChatId> muted = new HashSet<>();
  private final Set<ChatId> holding = new HashSet<>();
  private final Deque<Shared> held = new ArrayDeque<>();
  private long weight;
  private volatile boolean shut;
  private volatile boolean interferes;

  /**
   * @param shut whether the session has still to sync
   */
  SyncGate(ClientSession session, boolean shut) {
    this.session = session;
    this.shut = shut;
  }

  /** Sends an event now, or later, or not at all. Does not block. */
  void send(Shared event) {
    switch (shut || interferes ? fate(event) : Fate.PASSES) {
      case PASSES -> session.send(event);
      case OVERFLOWS -> session.close(CloseReason.TRY_LATER);
      case STAYS -> {}
    }
  }

  /** Tells nothing of any chat. What is held is forgotten. */
  synchronized void shut() {
    shut = true;
    forget(chat -> true);
  }

  /** Tells of chats. */
  void open() {
    shut = false;
  }

  /** Tells of no new messages of these chats from now on. */
  synchronized void mute(Set<ChatId> chats) {
    muted.addAll(chats);
    interferes = !muted.isEmpty();
  }

  /** Holds back what happens in a chat from now on: to be said in the chat's turn. */
  synchronized void hold(ChatId chat) {
    muted.remove(chat);
    holding.add(chat);
    interferes = true;
  }

  /** Forgets what is held of chats, and tells of them again. */
  synchronized void forget(Predicate<ChatId> chats) {
    muted.removeIf(chats);
    holding.removeIf(chats);
    held.removeIf(event -> chats.test(EventChat.of(event.event()).orElseThrow()));
    weight = held.stream().mapToLong(event -> EventWeight.of(event.event())).sum();
  }

  /**
   * Sends what is held, in order, and from then on tells of all chats. Blocks while the connection
   * takes it.
   *
   * @return false when the session has ended
   */
  boolean release() {
    for (Optional<Shared> next = next(); next.isPresent(); next = next()) {
      if (!session.sendPaced(next.get())) {
        return false;
      }
    }
    return true;
  }

  private synchronized Optional<Shared> next() {
    Optional<Shared> next = Optional.ofNullable(held.poll());
    if (next.isPresent()) {
      weight -= EventWeight.of(next.get().event());
    } else {
      muted.clear();
      holding.clear();
      interferes = false;
    }
    return next;
  }

  private synchronized Fate fate(Shared event) {
    Optional<ChatId> chat = EventChat.of(event.event());
    if (chat.isEmpty()) {
      return Fate.PASSES;
    }
    if (shut || (muted.contains(chat.get()) && isNewMessage(event.event()))) {
      return Fate.STAYS;
    }
    return holding.contains(chat.get()) ? hold(event) : Fate.PASSES;
  }

  private Fate hold(Shared event) {
    int more = EventWeight.of(event.event());
    if (weight + more > MOST_HELD) {
      return isPassing(event.event()) ? Fate.STAYS : Fate.OVERFLOWS;
    }
    weight += more;
    held.add(event);
    return Fate.STAYS;
  }

  private static boolean isNewMessage(ClientEvent event) {
    return event instanceof MessagesPosted posted && !posted.messages().getFirst().repeated();
  }

  /** What may be lost (spec G5). */
  private static boolean isPassing(ClientEvent event) {
    return event instanceof ClientEvent.Typing || event instanceof ClientEvent.OpponentStatus;
  }
}
