package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Transactions;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Writes as nodes did before migration 4. The statements are theirs, word for word (the stores of
 * version 0.1.0-SNAPSHOT with the tables of migration 3), and are never changed: only what their
 * rules decided is repeated here, one change at a time.
 */
final class FormerNode {

  private static final String AT = "2026-11-30 12:00:00.123";

  private static final String OPEN =
      """
      INSERT INTO chats (order_id, status, created_at, last_message_at, changed_at, version,
        participants_version, request_id)
      VALUES (:order, :status, :at, :at, :at, :version, :version, :request)
      """;

  private static final String HISTORY =
      """
      INSERT INTO chat_history
        (chat_id, version, what, user_id, other_user_id, user_type, happened_at)
      VALUES (:chat, :version, :what, :user, :other, :type, :at)
      """;

  private static final String SUBSCRIPTION =
      """
      INSERT INTO subscriptions
        (chat_id, user_id, user_type, active, joined_version, read_seq, read_inherited, read_at)
      VALUES (:chat, :user, :type, :active, :joined_version, :read_seq, :inherited, :read_at)
      ON DUPLICATE KEY UPDATE user_type = VALUES(user_type), active = VALUES(active),
        joined_version = VALUES(joined_version), read_seq = VALUES(read_seq),
        read_inherited = VALUES(read_inherited), read_at = VALUES(read_at)
      """;

  private static final String UPDATE =
      """
      UPDATE chats SET status = :status, version = :version,
        participants_version = :participants_version, read_by_client = :by_client,
        read_by_staff = :by_staff, read_furthest = :furthest, read_furthest_user = :reader,
        read_by_others = :by_others, changed_at = :at
      WHERE id = :chat
      """;

  private static final String MESSAGE =
      """
      INSERT INTO messages (chat_id, seq, unread_seq, user_id, sender_type, client_message_id, type,
        text, params, file_id, created_at)
      VALUES (:chat, :seq, :seq, :user, :type, NULL, 1, :text, NULL, NULL, :at)
      """;

  private static final String APPENDED =
      """
      INSERT INTO chats (id, order_id, status, created_at, last_message_at, changed_at, last_seq,
        version, participants_version) VALUES
      (:chat, 1, :status, :at, :at, :at, :seq, :version, 1)
      ON DUPLICATE KEY UPDATE last_message_at = VALUES(last_message_at),
        changed_at = VALUES(changed_at), last_seq = VALUES(last_seq), version = VALUES(version)
      """;

  private static final int OPENED = 1;
  private static final int CLOSED = 2;
  private static final int JOINED_EVENT = 2;
  private static final int LEFT_EVENT = 3;
  private static final int CLOSED_EVENT = 6;

  private final Transactions transactions;

  FormerNode(TestNode node) {
    this.transactions = node.transactions();
  }

  ChatId open(long order) {
    return transactions.write(handle -> {
      long id =
          handle
              .createUpdate(OPEN)
              .bind("order", order)
              .bind("status", OPENED)
              .bind("at", AT)
              .bind("version", 1)
              .bind("request", (byte[]) null)
              .executeAndReturnGeneratedKeys("id")
              .mapTo(Long.class)
              .one();
      history(handle, id, 1, 1, null, null);
      return new ChatId(id);
    });
  }

  void subscribe(ChatId chat, UserId user, int code) {
    setActive(chat, user, code, true);
  }

  void unsubscribe(ChatId chat, UserId user, int code) {
    setActive(chat, user, code, false);
  }

  private void setActive(ChatId chat, UserId user, int code, boolean active) {
    transactions.write(handle -> {
      Map<String, Object> row = lock(handle, chat);
      long version = number(row, "version") + 1;
      subscription(handle, chat, user, code, active, version, 0);
      update(handle, chat, row, number(row, "status"), version, version, 0);
      history(
          handle, chat.value(), version, active ? JOINED_EVENT : LEFT_EVENT, user.value(), code);
      return version;
    });
  }

  void post(ChatId chat, UserId author, int code, String text) {
    transactions.write(handle -> {
      Map<String, Object> row = lock(handle, chat);
      long seq = number(row, "last_seq") + 1;
      handle
          .createUpdate(MESSAGE)
          .bind("chat", chat.value())
          .bind("seq", seq)
          .bind("user", author.value())
          .bind("type", code)
          .bind("text", text)
          .bind("at", AT)
          .execute();
      return handle
          .createUpdate(APPENDED)
          .bind("chat", chat.value())
          .bind("status", OPENED)
          .bind("at", AT)
          .bind("seq", seq)
          .bind("version", number(row, "version") + 1)
          .execute();
    });
  }

  void read(ChatId chat, UserId reader, int code, long seq) {
    transactions.write(handle -> {
      Map<String, Object> row = lock(handle, chat);
      subscription(handle, chat, reader, code, true, 2, seq);
      long version = number(row, "version") + 1;
      long participants = number(row, "participants_version");
      update(handle, chat, row, number(row, "status"), version, participants, seq);
      return version;
    });
  }

  void close(ChatId chat) {
    transactions.write(handle -> {
      Map<String, Object> row = lock(handle, chat);
      long version = number(row, "version") + 1;
      update(handle, chat, row, CLOSED, version, number(row, "participants_version"), 0);
      history(handle, chat.value(), version, CLOSED_EVENT, null, null);
      return version;
    });
  }

  private static Map<String, Object> lock(Handle handle, ChatId chat) {
    return handle
        .select("SELECT * FROM chats WHERE id = ? FOR UPDATE", chat.value())
        .mapToMap()
        .one();
  }

  private static long number(Map<String, Object> row, String column) {
    return ((Number) row.get(column)).longValue();
  }

  private static void subscription(
      Handle handle, ChatId chat, UserId user, int code, boolean active, long joined, long read) {
    handle
        .createUpdate(SUBSCRIPTION)
        .bind("chat", chat.value())
        .bind("user", user.value())
        .bind("type", code)
        .bind("active", active)
        .bind("joined_version", joined)
        .bind("read_seq", read)
        .bind("inherited", false)
        .bind("read_at", read == 0 ? null : AT)
        .execute();
  }

  private static void update(
      Handle handle,
      ChatId chat,
      Map<String, Object> row,
      long status,
      long version,
      long participantsVersion,
      long furthest) {
    handle
        .createUpdate(UPDATE)
        .bind("status", status)
        .bind("version", version)
        .bind("participants_version", participantsVersion)
        .bind("by_client", 0)
        .bind("by_staff", 0)
        .bind("furthest", furthest)
        .bind("reader", (Long) null)
        .bind("by_others", number(row, "read_by_others"))
        .bind("at", AT)
        .bind("chat", chat.value())
        .execute();
  }

  private static void history(
      Handle handle, long chat, long version, int what, Long user, Integer type) {
    handle
        .createUpdate(HISTORY)
        .bind("chat", chat)
        .bind("version", version)
        .bind("what", what)
        .bind("user", user)
        .bind("other", (Long) null)
        .bind("type", type)
        .bind("at", AT)
        .execute();
  }
}
