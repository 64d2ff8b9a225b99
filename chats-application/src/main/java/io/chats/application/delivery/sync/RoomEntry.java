package io.chats.application.delivery.sync;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import java.time.Instant;

/**
 * A session's entry into the room of a chat.
 *
 * @param since messages stored from then on are sent to it
 * @param seenSeq messages up to it are not: it has seen them, here before
 * @param why how the session comes to enter
 */
public record RoomEntry(DeliverySession member, ChatId chat, Instant since, long seenSeq, Why why) {

  /** How a session comes to enter. */
  public enum Why {
    /** Its user took part before it was opened, or it is told otherwise how things stand. */
    CAME,
    /** The user came to take part while it was open. */
    JOINED,
    /** It was in the room, and out of it while a sync was under way that failed. */
    IS_BACK
  }

  public UserId user() {
    return member.user();
  }

  /** Whether the session still means to enter. */
  public boolean isWanted() {
    return !member.isGone() && member.entry(chat).filter(this::equals).isPresent();
  }

  /** The session does not enter now; it may again. */
  public void giveUp() {
    member.depart(this, since);
  }

  /** The session does not enter: its user does not take part, as of that moment. */
  public void refuse(Instant asOf) {
    member.depart(this, asOf);
  }
}
