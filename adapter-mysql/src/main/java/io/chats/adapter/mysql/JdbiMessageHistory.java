package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.history.MessagePositions;
import io.chats.adapter.mysql.history.PageQuery;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.model.Message;
import io.chats.domain.port.MessageHistory;
import java.util.List;
import java.util.Optional;

/** Reads pages of messages by the key (chat, seq), which is dense and rises with the ids. */
public final class JdbiMessageHistory implements MessageHistory {

  private final Transactions transactions;

  public JdbiMessageHistory(Database database) {
    this.transactions = database.transactions();
  }

  @Override
  public List<Message> after(ChatId chat, Optional<MessageId> after, int limit) {
    return transactions.read(handle -> {
      long seq = after.map(id -> MessagePositions.upTo(handle, chat, id)).orElse(0L);
      return PageQuery.cutAfter(handle, chat, seq, limit);
    });
  }

  @Override
  public List<Message> before(ChatId chat, Optional<MessageId> before, int limit) {
    return transactions.read(handle -> {
      long seq = before.map(id -> MessagePositions.below(handle, chat, id)).orElse(Long.MAX_VALUE);
      return PageQuery.cutUpTo(handle, chat, seq, limit);
    });
  }

  @Override
  public List<Message> beforeSeq(ChatId chat, long seq, int limit) {
    return transactions.read(handle -> PageQuery.cutUpTo(handle, chat, seq - 1, limit));
  }

  @Override
  public List<Message> afterSeq(ChatId chat, long seq, int limit) {
    return transactions.read(handle -> PageQuery.after(handle, chat, seq, limit));
  }
}
