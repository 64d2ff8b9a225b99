package io.chats.application.delivery.sync;

import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import java.util.Optional;

/**
 * A chat of which a client is to be sent what it has not. Not safe for use by several threads at a
 * time.
 */
final class ReplayProgress {

  private final ChatId id;
  private long seenSeq;
  private boolean reset;
  private Optional<Chat> active = Optional.empty();

  ReplayProgress(ChatId id, long seenSeq) {
    this.id = id;
    this.seenSeq = seenSeq;
  }

  static ReplayProgress of(ChatPosition position) {
    return new ReplayProgress(position.chat(), position.seq());
  }

  ChatId id() {
    return id;
  }

  /** How far the client has the chat. */
  long seenSeq() {
    return seenSeq;
  }

  /** Whether the client has messages that the chat has not. */
  boolean isReset() {
    return reset;
  }

  /** The chat as it was when the user was last seen to take part; empty when they did not. */
  Optional<Chat> active() {
    return active;
  }

  /** How many messages the client has not, of those that were there then. */
  long behind() {
    return active.map(chat -> chat.lastSeq() - seenSeq).orElse(0L);
  }

  /** The chat was looked up; empty when the user does not take part. */
  void look(Optional<Chat> now) {
    active = now;
    if (now.isPresent() && seenSeq > now.get().lastSeq()) {
      reset = true;
      seenSeq = now.get().lastSeq();
    }
  }

  /** The client was sent everything up to that message. */
  void sent(long seq) {
    seenSeq = seq;
  }
}
