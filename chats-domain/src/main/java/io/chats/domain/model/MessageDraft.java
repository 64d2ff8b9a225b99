package io.chats.domain.model;

import io.chats.domain.id.MessageId;
import io.chats.domain.id.ParticipantKey;
import java.time.Instant;

/**
 * A message that is to be stored and lacks only the id that the store gives it.
 *
 * @param sender the author's type when posting
 */
public record MessageDraft(
    ParticipantKey author, long seq, UserType sender, NewMessage message, Instant at) {

  /** Returns the message as it is stored under this id. */
  public Message stored(MessageId id) {
    return new Message(
        id,
        seq,
        author.chat(),
        author.user(),
        sender,
        message.clientId(),
        message.content(),
        at,
        false);
  }
}
