package io.chats.domain.model;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored message. Erasure removes its content and keeps id and seq; nothing else ever changes.
 *
 * @param seq its position in the chat, dense from 1
 * @param sender the author's type when posting
 * @param insertedAt when it was stored, to the millisecond
 * @param erased whether its content was removed; the content is then empty
 */
public record Message(
    MessageId id,
    long seq,
    ChatId chat,
    UserId author,
    UserType sender,
    Optional<ClientMessageId> clientId,
    Content content,
    Instant insertedAt,
    boolean erased) {

  /** Returns whether it counts as unread for everyone but its author. */
  public boolean countsAsUnread() {
    return content.type().countsAsUnread();
  }
}
