package io.chats.application.delivery.sync;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.ClientSession.CloseReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The gate between the rooms and the connection of one session. While it is shut it drops every
 * event of a chat; during a sync it drops new messages of the listed chats, and holds back the
 * events of chats whose snapshot was taken. Safe for use by any thread, with a monitor of its own
 * that is never held while an event is sent; blocks only where it says so.
 */
final class SyncGate {

  private enum Verdict {
    PASS,
    KEEP,
    OVERFLOW
  }

  /** The greatest size of all events that are held, which bounds what a session costs (spec G8). */
  private static final int MAX_HELD = 256 * 1024;

  private final ClientSession client;
  private final Set<ChatId> muted = new HashSet<>();
  private final Set<ChatId> holding = new HashSet<>();
  private final Deque<SharedEvent> held = new ArrayDeque<>();
  private long heldSize;
  private volatile boolean shut;

  /** Whether a chat is muted or held; without any, events pass without the monitor. */
  private volatile boolean selective;

  /**
   * @param shut whether the session has still to sync
   */
  SyncGate(ClientSession client, boolean shut) {
    this.client = client;
    this.shut = shut;
  }

  /** Sends an event, holds it back or drops it. Does not block. */
  void send(SharedEvent event) {
    switch (shut || selective ? verdict(event) : Verdict.PASS) {
      case PASS -> client.send(event);
      case OVERFLOW -> client.close(CloseReason.TRY_LATER);
      case KEEP -> {}
    }
  }

  /** Drops every event of a chat from now on, and what is held. */
  synchronized void shut() {
    shut = true;
    drop(chat -> true);
  }

  /** Ends {@link #shut}. */
  void open() {
    shut = false;
  }

  /** Drops new messages of these chats from now on. */
  synchronized void mute(Set<ChatId> chats) {
    muted.addAll(chats);
    selective = !muted.isEmpty();
  }

  /** Holds back every event of a chat from now on; to be called in the room of the chat. */
  synchronized void hold(ChatId chat) {
    muted.remove(chat);
    holding.add(chat);
    selective = true;
  }

  /** Drops what is held of chats, and lets their events pass again. */
  synchronized void drop(Predicate<ChatId> chats) {
    muted.removeIf(chats);
    holding.removeIf(chats);
    held.removeIf(event -> chats.test(chatOf(event.event()).orElseThrow()));
    heldSize = held.stream().mapToLong(event -> EventSize.of(event.event())).sum();
    selective = !muted.isEmpty() || !holding.isEmpty();
  }

  /**
   * Sends what is held, in order, and lets the events of these chats pass from then on. Blocks for
   * as long as the connection takes.
   *
   * @return false when the session has ended
   */
  boolean release() {
    for (Optional<SharedEvent> next = next(); next.isPresent(); next = next()) {
      if (!client.sendPaced(next.get())) {
        return false;
      }
    }
    return true;
  }

  private synchronized Optional<SharedEvent> next() {
    Optional<SharedEvent> next = Optional.ofNullable(held.poll());
    if (next.isPresent()) {
      heldSize -= EventSize.of(next.get().event());
    } else {
      holding.clear();
      selective = !muted.isEmpty();
    }
    return next;
  }

  private synchronized Verdict verdict(SharedEvent event) {
    Optional<ChatId> chat = chatOf(event.event());
    if (chat.isEmpty()) {
      return Verdict.PASS;
    }
    if (shut || (muted.contains(chat.get()) && isNewMessage(event.event()))) {
      return Verdict.KEEP;
    }
    return holding.contains(chat.get()) ? hold(event) : Verdict.PASS;
  }

  private Verdict hold(SharedEvent event) {
    dropSuperseded(event.event());
    int size = EventSize.of(event.event());
    if (heldSize + size > MAX_HELD) {
      return mayBeLost(event.event()) ? Verdict.KEEP : Verdict.OVERFLOW;
    }
    heldSize += size;
    held.add(event);
    return Verdict.KEEP;
  }

  /**
   * A state of a chat says all that an earlier one has said, and may be as large as many messages.
   */
  private void dropSuperseded(ClientEvent event) {
    if (event instanceof ChatChanged newer && !newer.left()) {
      held.removeIf(earlier -> isStateOf(newer.chat(), earlier.event()));
      heldSize = held.stream().mapToLong(it -> EventSize.of(it.event())).sum();
    }
  }

  private static boolean isStateOf(ChatId chat, ClientEvent event) {
    return event instanceof ChatChanged state && !state.left() && state.chat().equals(chat);
  }

  private static boolean isNewMessage(ClientEvent event) {
    return event instanceof MessagesPosted posted && !posted.messages().getFirst().repeated();
  }

  /** Returns whether delivery may lose such an event (spec G5). */
  private static boolean mayBeLost(ClientEvent event) {
    return event instanceof ClientEvent.Typing || event instanceof ClientEvent.OpponentStatus;
  }

  /** Empty for an event that belongs to no single chat. */
  private static Optional<ChatId> chatOf(ClientEvent event) {
    return switch (event) {
      case MessagesPosted posted ->
          posted.messages().stream().findFirst().map(shown -> shown.message().chat());
      case ClientEvent.MessagesRead read -> Optional.of(read.chat());
      case ClientEvent.OpponentStatus status -> Optional.of(status.chat());
      case ClientEvent.Typing typing -> Optional.of(typing.chat());
      case ChatChanged changed -> Optional.of(changed.chat());
      case ClientEvent.ConsultationUpdated updated -> Optional.empty();
      case ClientEvent.ClientGone gone -> Optional.empty();
      case ClientEvent.Custom custom -> Optional.empty();
      case ClientEvent.RequestFailed failed -> Optional.empty();
      case ClientEvent.Pong pong -> Optional.empty();
      case ClientEvent.Hello hello -> Optional.empty();
      case ClientEvent.Synced synced -> Optional.empty();
    };
  }
}
