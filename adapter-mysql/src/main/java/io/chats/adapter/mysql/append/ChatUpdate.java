package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.model.Chat;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Stores the columns of chats that new messages change, all in one statement. The rows exist and
 * are locked, so it never inserts; it was measured to be a tenth faster than {@code UPDATE … CASE}.
 */
final class ChatUpdate {

  private static final String INSERT =
      """
      INSERT INTO chats (id, order_id, status, created_at, last_message_at, changed_at, last_seq,
        version, participants_version) VALUES
      """;

  private static final String ROW = "(?,?,?,?,?,?,?,?,?)";

  private static final String UPDATE =
      """
      ON DUPLICATE KEY UPDATE last_message_at = VALUES(last_message_at),
        changed_at = VALUES(changed_at), last_seq = VALUES(last_seq), version = VALUES(version)
      """;

  private ChatUpdate() {}

  static void store(Connection connection, List<Chat> chats) throws SQLException {
    List<Chat> padded = Placeholders.padded(chats);
    String sql = INSERT + Placeholders.times(padded.size(), ROW, ",") + UPDATE;
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
}
