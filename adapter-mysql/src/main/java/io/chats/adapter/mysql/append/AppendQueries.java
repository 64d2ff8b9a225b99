package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.MessageRow;
import io.chats.adapter.mysql.row.ParticipantKeys;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.StoredText;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.IdempotencyKey;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Message;
import io.chats.domain.model.UserType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Locks the chats of an append, and loads what it is judged by. */
final class AppendQueries {

  // In the order of ids, so that two groups cannot wait for each other; and without waiting, so
  // that a chat that another transaction has locked delays no other one.
  private static final String LOCK =
      """
      SELECT %s FROM chats c WHERE c.id IN (%%s) ORDER BY c.id FOR UPDATE SKIP LOCKED
      """
          .formatted(ChatRow.COLUMNS);

  private static final String LOCK_WAITING = "SELECT c.id FROM chats c WHERE c.id = ? FOR UPDATE";

  private static final String EXISTING = "SELECT c.id FROM chats c WHERE c.id IN (%s)";

  private static final String AUTHORS =
      """
      SELECT s.chat_id, s.user_id, s.user_type FROM subscriptions s
      WHERE (s.chat_id, s.user_id) IN (%s) AND s.active = TRUE
      """;

  private static final String REPEATS =
      """
      SELECT %s FROM messages m WHERE (m.chat_id, m.user_id, m.client_message_id) IN (%%s)
      """
          .formatted(MessageRow.COLUMNS);

  private AppendQueries() {}

  /** Locks these chats; those that do not exist or are locked elsewhere are missing. */
  static Map<ChatId, Chat> lock(Connection connection, Set<ChatId> chats) throws SQLException {
    List<ChatId> padded = Placeholders.padded(chats);
    String sql = LOCK.formatted(Placeholders.marks(padded.size()));
    // Plain JDBC is faster, and every append runs this statement.
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < padded.size(); i++) {
        statement.setLong(i + 1, padded.get(i).value());
      }
      return chats(statement);
    }
  }

  private static Map<ChatId, Chat> chats(PreparedStatement statement) throws SQLException {
    Map<ChatId, Chat> chats = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Chat chat = ChatRow.read(rows);
        chats.put(chat.id(), chat);
      }
    }
    return chats;
  }

  /** Locks the chat, if it exists, as soon as those who came earlier have released it. */
  static void lockWaiting(Connection connection, ChatId chat) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK_WAITING)) {
      statement.setLong(1, chat.value());
      statement.execute();
    }
  }

  /** Those of the chats that exist. */
  static Set<ChatId> existing(Handle handle, Set<ChatId> chats) {
    Set<ChatId> existing = new HashSet<>();
    Placeholders.forEachRow(
        handle,
        EXISTING,
        ChatRow.values(chats),
        row -> existing.add(new ChatId(row.getLong("id"))));
    return existing;
  }

  /** The types of those authors who take part; the others are missing. */
  static Map<ParticipantKey, UserType> authors(Handle handle, Set<ParticipantKey> keys) {
    Map<ParticipantKey, UserType> types = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        AUTHORS,
        "(?,?)",
        keys,
        ParticipantKeys::columns,
        row ->
            types.put(ParticipantKeys.read(row), EnumCodes.USER_TYPE.at(row.getInt("user_type"))));
    return types;
  }

  /** The messages that are stored under these keys; keys without one are missing. */
  static Map<IdempotencyKey, Message> repeats(Handle handle, Collection<IdempotencyKey> keys) {
    Map<IdempotencyKey, Message> found = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        REPEATS,
        "(?,?,?)",
        keys,
        AppendQueries::columns,
        row -> {
          Message message = MessageRow.read(row);
          found.put(key(message), message);
        });
    return found;
  }

  private static List<?> columns(IdempotencyKey key) {
    ParticipantKey author = key.author();
    return List.of(
        author.chat().value(), author.user().value(), StoredText.bytes(key.clientId().value()));
  }

  private static IdempotencyKey key(Message message) {
    return new IdempotencyKey(
        new ParticipantKey(message.chat(), message.author()), message.clientId().orElseThrow());
  }
}
