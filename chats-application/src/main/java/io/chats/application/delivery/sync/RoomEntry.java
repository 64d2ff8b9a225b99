package io.chats.application.delivery.sync;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;

/**
 * A session's entry into the room of a chat.
 *
 * @param afterId the session is sent messages with higher ids only
 * @param seenSeq the session has seen the messages up to that one, and is not sent them
 * @param seenVersion the version of the chat when the session was opened; 0 where it is not known
 */
public record RoomEntry(
    DeliverySession session,
    ChatId chat,
    long afterId,
    long seenSeq,
    long seenVersion,
    Reason reason) {

  /** Why a session enters. */
  public enum Reason {
    /** The user took part before the session was opened, or a sync sends the state of the chat. */
    OPENED,
    /** The user came to take part while the session was open. */
    JOINED,
    /** The session was in the room before a sync that failed. */
    RETURNED,
    /** The session has left the room, and knows that its user did not take part any more. */
    LEFT
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
   * @param newAfterId the session is then sent messages with higher ids only
   */
  public void decline(long newAfterId) {
    session.decline(this, newAfterId);
  }
}
