package io.chats.application.delivery.sync;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import java.time.Instant;

/**
 * A session's entry into the room of a chat.
 *
 * @param since the session is sent messages that were stored from then on
 * @param seenSeq the session has seen the messages up to that one, and is not sent them
 */
public record RoomEntry(
    DeliverySession session, ChatId chat, Instant since, long seenSeq, Reason reason) {

  /** Why a session enters. */
  public enum Reason {
    /** The user took part before the session was opened, or a sync sends the state of the chat. */
    OPENED,
    /** The user came to take part while the session was open. */
    JOINED,
    /** The session was in the room before a sync that failed. */
    RETURNED
  }

  public UserId user() {
    return session.user();
  }

  /** Returns whether the session still wants to enter. */
  public boolean isWanted() {
    return !session.isEnded() && session.entry(chat).filter(this::equals).isPresent();
  }

  /**
   * Gives up the entry; the session may enter again.
   *
   * @param asOf of later messages the session is then sent those stored from then on
   */
  public void decline(Instant asOf) {
    session.decline(this, asOf);
  }
}
