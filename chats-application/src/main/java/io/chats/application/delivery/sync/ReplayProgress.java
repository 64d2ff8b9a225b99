package io.chats.application.delivery.sync;

import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import java.util.Optional;

/** The progress of a client in a chat whose missing messages it is sent. Used by one thread. */
final class ReplayProgress {

  private final ChatId id;
  private long seenSeq;
  private boolean reset;
  private Optional<Chat> active = Optional.empty();

  ReplayProgress(ChatId id, long seenSeq) {
    this.id = id;
    this.seenSeq = seenSeq;
  }

  ChatId id() {
    return id;
  }

  /** The last message that the client has. */
  long seenSeq() {
    return seenSeq;
  }

  /** Returns whether the client claimed messages that the chat does not have. */
  boolean isReset() {
    return reset;
  }

  /** The chat as it was when the user was last seen to take part; empty when they did not. */
  Optional<Chat> active() {
    return active;
  }

  /** The number of messages of that chat that the client lacks. */
  long behind() {
    return active.map(chat -> chat.lastSeq() - seenSeq).orElse(0L);
  }

  /** Notes the chat as it was looked up; empty when the user does not take part. */
  void found(Optional<Chat> now) {
    active = now;
    if (now.isPresent() && seenSeq > now.get().lastSeq()) {
      reset = true;
      seenSeq = now.get().lastSeq();
    }
  }

  /** Notes that the client was sent every message up to that one. */
  void sent(long seq) {
    seenSeq = seq;
  }
}
