package io.chats.adapter.mysql;

import io.chats.adapter.mysql.history.MessagePositions;
import io.chats.adapter.mysql.history.PageQuery;
import io.chats.adapter.mysql.row.MessageRow;
import io.chats.adapter.mysql.row.ParamsCodec;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.model.Message;
import io.chats.domain.port.MessageHistory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Pages of messages by the clustered key (chat, seq): ids rise with it, and it has no holes. */
public final class JdbiMessageHistory implements MessageHistory {

  private final Database database;
  private final PageQuery pages = new PageQuery(new MessageRow(new ParamsCodec()));

  public JdbiMessageHistory(Database database) {
    this.database = Objects.requireNonNull(database);
  }

  @Override
  public List<Message> after(ChatId chat, Optional<MessageId> after, int limit) {
    return database.read(handle -> {
      long seq = after.map(id -> MessagePositions.upTo(handle, chat, id)).orElse(0L);
      return pages.cutAfter(handle, chat, seq, limit);
    });
  }

  @Override
  public List<Message> before(ChatId chat, Optional<MessageId> before, int limit) {
    return database.read(handle -> {
      long seq = before.map(id -> MessagePositions.below(handle, chat, id)).orElse(Long.MAX_VALUE);
      return pages.cutUpTo(handle, chat, seq, limit);
    });
  }

  @Override
  public List<Message> beforeSeq(ChatId chat, long seq, int limit) {
    return database.read(handle -> pages.cutUpTo(handle, chat, seq - 1, limit));
  }

  @Override
  public List<Message> afterSeq(ChatId chat, long seq, int limit) {
    return database.read(handle -> pages.after(handle, chat, seq, limit));
  }
}
