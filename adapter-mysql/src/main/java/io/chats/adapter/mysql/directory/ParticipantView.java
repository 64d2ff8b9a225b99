package io.chats.adapter.mysql.directory;

import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Message;
import io.chats.domain.model.Subscription;
import java.util.Optional;

/**
 * A chat as one user finds it, all read at the same moment.
 *
 * @param own the user's subscription, active or former
 */
record ParticipantView(Chat chat, Subscription own, Optional<Message> lastMessage) {

  ParticipantKey key() {
    return new ParticipantKey(chat.id(), own.user());
  }

  UserId user() {
    return own.user();
  }
}
