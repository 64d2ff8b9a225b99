package io.chats.adapter.mysql;

import io.chats.domain.id.MessageId;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import java.time.Instant;

/** A message that lacks nothing but its id. */
record Draft(Seat author, long seq, UserType sender, NewMessage message, Instant at) {

  Message stored(MessageId id) {
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
