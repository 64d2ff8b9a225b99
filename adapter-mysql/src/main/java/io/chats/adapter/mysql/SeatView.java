package io.chats.adapter.mysql;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Message;
import io.chats.domain.model.Subscription;
import java.util.Optional;

/**
 * A chat as one asker finds it, all of the same moment.
 *
 * @param own the asker's subscription, active or former
 */
record SeatView(Chat chat, Subscription own, Optional<Message> lastMessage) {

  Seat seat() {
    return new Seat(chat.id(), own.user());
  }

  UserId asker() {
    return own.user();
  }

  /** Whether there can be anything to count. */
  boolean mayHaveUnread() {
    return sinceRead() > 0;
  }

  /** How many messages there are after the asker's read mark, whosever. */
  long sinceRead() {
    return chat.lastSeq() - own.mark().seq();
  }
}
