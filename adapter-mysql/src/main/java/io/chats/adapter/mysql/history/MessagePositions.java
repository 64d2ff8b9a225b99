package io.chats.adapter.mysql.history;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Finds the {@code seq} at which an id stands among a chat's messages. An id of the chat's own is
 * looked up by its unique key. For any other one it bisects the {@code seq}, which is dense and
 * rises with the ids. That takes a few dozen point reads at most, and saves an index by (chat, id),
 * which every append would pay for.
 */
public final class MessagePositions {

  private static final String OWN = "SELECT seq FROM messages WHERE id = :id AND chat_id = :chat";

  private static final String LAST = "SELECT last_seq FROM chats WHERE id = :chat";

  private static final String ID = "SELECT id FROM messages WHERE chat_id = :chat AND seq = :seq";

  private MessagePositions() {}

  /** The {@code seq} of the last message whose id is not higher; 0 without one. */
  public static long upTo(Handle handle, ChatId chat, MessageId id) {
    return own(handle, chat, id).orElseGet(() -> bisected(handle, chat, id));
  }

  /** The {@code seq} of the last message whose id is lower; 0 without one. */
  public static long below(Handle handle, ChatId chat, MessageId id) {
    return own(handle, chat, id).map(seq -> seq - 1).orElseGet(() -> bisected(handle, chat, id));
  }

  private static Optional<Long> own(Handle handle, ChatId chat, MessageId id) {
    return handle
        .createQuery(OWN)
        .bind("id", id.value())
        .bind("chat", chat.value())
        .mapTo(Long.class)
        .findOne();
  }

  private static long bisected(Handle handle, ChatId chat, MessageId id) {
    long below = 0;
    long above = last(handle, chat) + 1;
    while (above - below > 1) {
      long middle = below + (above - below) / 2;
      if (idAt(handle, chat, middle) < id.value()) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return below;
  }

  private static long last(Handle handle, ChatId chat) {
    return handle
        .createQuery(LAST)
        .bind("chat", chat.value())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  private static long idAt(Handle handle, ChatId chat, long seq) {
    return handle
        .createQuery(ID)
        .bind("chat", chat.value())
        .bind("seq", seq)
        .mapTo(Long.class)
        .one();
  }
}
