package io.chats.adapter.mysql.row;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ReadMarks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code chats}, which statements call {@code c}. */
public final class ChatRow {

  public static final String COLUMNS =
      """
      c.id AS c_id, c.order_id AS c_order_id, c.status AS c_status, c.created_at AS c_created_at,
      c.last_message_at AS c_last_message_at, c.last_seq AS c_last_seq, c.version AS c_version,
      c.participants_version AS c_participants_version, c.read_by_client AS c_read_by_client,
      c.read_by_staff AS c_read_by_staff, c.read_furthest AS c_read_furthest,
      c.read_furthest_user AS c_read_furthest_user, c.read_by_others AS c_read_by_others
      """;

  private static final String LOCK =
      "SELECT " + COLUMNS + " FROM chats c WHERE c.id = :chat FOR UPDATE";

  private static final String LOCK_UNLESS_LOCKED = LOCK + " SKIP LOCKED";

  private static final String EXISTS = "SELECT c.id FROM chats c WHERE c.id = ?";

  private static final String UPDATE =
      """
      UPDATE chats SET status = :status, version = :version,
        participants_version = :participants_version, read_by_client = :by_client,
        read_by_staff = :by_staff, read_furthest = :furthest, read_furthest_user = :reader,
        read_by_others = :by_others, changed_at = :at
      WHERE id = :chat
      """;

  private static final String VERSIONS =
      "SELECT c.id AS c_id, c.version AS c_version FROM chats c WHERE c.id IN (%s)";

  private static final String STORE_APPENDS =
      """
      INSERT INTO chats (id, order_id, status, created_at, last_message_at, changed_at, last_seq,
        version, participants_version) VALUES
      """;

  private static final String APPENDS_ROW = "(?,?,?,?,?,?,?,?,?)";

  private static final String APPENDS_UPDATE =
      """
      ON DUPLICATE KEY UPDATE last_message_at = VALUES(last_message_at),
        changed_at = VALUES(changed_at), last_seq = VALUES(last_seq), version = VALUES(version)
      """;

  private ChatRow() {}

  public static List<Long> values(Collection<ChatId> chats) {
    return chats.stream().map(ChatId::value).toList();
  }

  /** Waits for the chat's lock, and returns the chat as of the last commit. */
  public static Optional<Chat> lock(Handle handle, ChatId chat) {
    return lock(handle, LOCK, chat);
  }

  /**
   * Locks the chat without waiting, and returns it as of the last commit.
   *
   * @return empty also if another transaction has locked it
   */
  public static Optional<Chat> lockUnlessLocked(Handle handle, ChatId chat) {
    return lock(handle, LOCK_UNLESS_LOCKED, chat);
  }

  private static Optional<Chat> lock(Handle handle, String sql, ChatId chat) {
    return handle
        .createQuery(sql)
        .bind("chat", chat.value())
        .map((row, context) -> read(row))
        .findOne();
  }

  /** Returns whether there is such a chat, locked or not. */
  public static boolean exists(Handle handle, ChatId chat) {
    return handle.select(EXISTS, chat.value()).mapTo(Long.class).findOne().isPresent();
  }

  /**
   * Stores all columns but those that messages change; under the lock. The version must have risen,
   * since caches compare it.
   */
  public static void update(Handle handle, Chat chat, Instant at) {
    ReadMarks marks = chat.readMarks();
    handle
        .createUpdate(UPDATE)
        .bind("chat", chat.id().value())
        .bind("status", EnumCodes.STATUS.of(chat.status()))
        .bind("version", chat.version())
        .bind("participants_version", chat.participantsVersion())
        .bind("by_client", marks.byClient())
        .bind("by_staff", marks.byStaff())
        .bind("furthest", marks.furthest())
        .bind("reader", marks.furthestReader().map(UserId::value).orElse(null))
        .bind("by_others", marks.byOthers())
        .bind("at", UtcTime.argument(at))
        .execute();
  }

  /**
   * Stores the columns of chats that new messages change, all in one statement. The rows exist and
   * are locked, so it never inserts; it was measured to be a tenth faster than {@code UPDATE …
   * CASE}.
   */
  public static void storeAppends(Connection connection, List<Chat> chats) throws SQLException {
    List<Chat> padded = Placeholders.padded(chats);
    String sql =
        STORE_APPENDS + Placeholders.times(padded.size(), APPENDS_ROW, ",") + APPENDS_UPDATE;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int position = 1;
      for (Chat chat : padded) {
        position = bind(statement, position, chat);
      }
      statement.executeUpdate();
    }
  }

  private static int bind(PreparedStatement statement, int first, Chat chat) throws SQLException {
    int position = first;
    statement.setLong(position++, chat.id().value());
    statement.setLong(position++, chat.order().value());
    statement.setInt(position++, EnumCodes.STATUS.of(chat.status()));
    UtcTime.set(statement, position++, chat.createdAt());
    UtcTime.set(statement, position++, chat.lastUpdateAt());
    UtcTime.set(statement, position++, chat.lastUpdateAt());
    statement.setLong(position++, chat.lastSeq());
    statement.setLong(position++, chat.version());
    statement.setLong(position++, chat.participantsVersion());
    return position;
  }

  /** The versions of these chats; missing where there is no such chat. */
  public static Map<ChatId, Long> versions(Handle handle, Collection<ChatId> chats) {
    Map<ChatId, Long> versions = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        VERSIONS,
        values(chats),
        row -> versions.put(new ChatId(row.getLong("c_id")), row.getLong("c_version")));
    return versions;
  }

  public static Chat read(ResultSet row) throws SQLException {
    return new Chat(
        new ChatId(row.getLong("c_id")),
        new OrderId(row.getLong("c_order_id")),
        EnumCodes.STATUS.at(row.getInt("c_status")),
        UtcTime.get(row, "c_created_at"),
        UtcTime.get(row, "c_last_message_at"),
        row.getLong("c_last_seq"),
        row.getLong("c_version"),
        row.getLong("c_participants_version"),
        readMarks(row));
  }

  private static ReadMarks readMarks(ResultSet row) throws SQLException {
    long reader = row.getLong("c_read_furthest_user");
    return new ReadMarks(
        row.getLong("c_read_by_client"),
        row.getLong("c_read_by_staff"),
        row.getLong("c_read_furthest"),
        reader == 0 ? Optional.empty() : Optional.of(new UserId(reader)),
        row.getLong("c_read_by_others"));
  }
}
