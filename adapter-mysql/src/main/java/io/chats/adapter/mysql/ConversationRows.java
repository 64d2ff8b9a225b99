package io.chats.adapter.mysql;

import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Participants;
import io.chats.domain.model.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads chats together with all their participants: one statement, so one moment. */
final class ConversationRows {

  private static final String FIND =
      """
      SELECT %s, %s
      FROM chats c LEFT JOIN subscriptions s ON s.chat_id = c.id
      WHERE c.id = :chat
      """
          .formatted(ChatRow.COLUMNS, SubscriptionRow.COLUMNS);

  private ConversationRows() {}

  static Optional<Conversation> find(Handle handle, ChatId chat) {
    List<Row> rows =
        handle.createQuery(FIND).bind("chat", chat.value()).map(ConversationRows::read).list();
    return rows.stream().findFirst().map(first -> conversation(first.chat(), rows));
  }

  private static Conversation conversation(Chat chat, List<Row> rows) {
    List<Subscription> all = new ArrayList<>();
    rows.forEach(row -> row.subscription().ifPresent(all::add));
    return new Conversation(chat, new Participants(chat.participantsVersion(), all));
  }

  private static Row read(ResultSet row, StatementContext context) throws SQLException {
    boolean isTaken = row.getLong("s_user_id") != 0;
    return new Row(
        ChatRow.read(row), isTaken ? Optional.of(SubscriptionRow.read(row)) : Optional.empty());
  }

  private record Row(Chat chat, Optional<Subscription> subscription) {}
}
