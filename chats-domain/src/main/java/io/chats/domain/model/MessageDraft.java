package io.chats.domain.model;

import io.chats.domain.id.MessageId;
import io.chats.domain.id.ParticipantKey;
import java.time.Instant;

/** A message that lacks nothing but its id. */
public record MessageDraft(
    ParticipantKey author, long seq, UserType sender, NewMessage message, Instant at) {

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
