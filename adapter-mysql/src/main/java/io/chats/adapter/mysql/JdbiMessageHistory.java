package io.chats.adapter.mysql;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.model.Message;
import io.chats.domain.port.MessageHistory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Pages of messages by the clustered key (chat, seq): ids rise with it, and it has no holes. */
public final class JdbiMessageHistory implements MessageHistory {

  private static final String AFTER =
      """
      SELECT %s FROM messages m
      WHERE m.chat_id = :chat AND m.seq > :seq ORDER BY m.seq LIMIT :limit
      """
          .formatted(MessageRow.COLUMNS);

  private static final String UP_TO =
      """
      SELECT %s FROM messages m
      WHERE m.chat_id = :chat AND m.seq <= :seq ORDER BY m.seq DESC LIMIT :limit
      """
          .formatted(MessageRow.COLUMNS);

  private final Database database;
  private final MessageRow row = new MessageRow(new ParamsCodec());

  public JdbiMessageHistory(Database database) {
    this.database = Objects.requireNonNull(database);
  }

  @Override
  public List<Message> after(ChatId chat, Optional<MessageId> after, int limit) {
    return database.read(handle -> {
      long seq = after.map(id -> Positions.upTo(handle, chat, id)).orElse(0L);
      return page(handle, AFTER, chat, seq, limit);
    });
  }

  @Override
  public List<Message> before(ChatId chat, Optional<MessageId> before, int limit) {
    return database.read(handle -> {
      long seq = before.map(id -> Positions.below(handle, chat, id)).orElse(Long.MAX_VALUE);
      return page(handle, UP_TO, chat, seq, limit).reversed();
    });
  }

  @Override
  public List<Message> afterSeq(ChatId chat, long seq, int limit) {
    return database.read(handle -> page(handle, AFTER, chat, seq, limit));
  }

  private List<Message> page(Handle handle, String sql, ChatId chat, long seq, int limit) {
    return handle
        .createQuery(sql)
        .bind("chat", chat.value())
        .bind("seq", seq)
        .bind("limit", limit)
        .map(row)
        .list();
  }
}
