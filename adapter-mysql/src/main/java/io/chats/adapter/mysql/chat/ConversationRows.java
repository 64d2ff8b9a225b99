package io.chats.adapter.mysql.chat;

import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.SubscriptionRow;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Participants;
import io.chats.domain.model.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads chats together with all their participants: one statement, so one moment. */
public final class ConversationRows {

  private static final String FIND =
      """
      SELECT %s, %s
      FROM chats c LEFT JOIN subscriptions s ON s.chat_id = c.id
      WHERE c.id IN (%%s)
      """
          .formatted(ChatRow.COLUMNS, SubscriptionRow.COLUMNS);

  private ConversationRows() {}

  /** Missing where there is no such chat. */
  public static Map<ChatId, Conversation> find(Handle handle, Collection<ChatId> chats) {
    Map<ChatId, List<Row>> rows = new HashMap<>();
    for (List<Long> some : Placeholders.chunks(ChatRow.values(chats))) {
      Placeholders.query(handle, FIND, Placeholders.padded(some))
          .map(ConversationRows::read)
          .forEach(
              row -> rows.computeIfAbsent(row.chat().id(), chat -> new ArrayList<>()).add(row));
    }
    Map<ChatId, Conversation> found = new HashMap<>();
    rows.forEach((chat, some) -> found.put(chat, conversation(some)));
    return found;
  }

  private static Conversation conversation(List<Row> rows) {
    Chat chat = rows.getFirst().chat();
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
