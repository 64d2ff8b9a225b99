package io.chats.benchmarks.age;

import io.chats.testing.age.SeededChats.SeededChat;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A transaction of another node, or of a later version of the product, that writes as a node does.
 * Closing it without a commit rolls it back.
 */
public final class ForeignTransaction implements AutoCloseable {

  private static final String LOCK = "SELECT id FROM chats WHERE id = ? FOR UPDATE";

  private static final String POST =
      """
      INSERT INTO messages (chat_id, seq, unread_seq, user_id, sender_type, client_message_id, type,
        text, created_at)
      SELECT c.id, c.last_seq + 1, c.last_seq + 1, s.user_id, s.user_type, ?, 1, 'Hello',
        UTC_TIMESTAMP(3)
      FROM chats c JOIN subscriptions s ON s.chat_id = c.id AND s.user_id = ?
      WHERE c.id = ?
      """;

  private static final String POSTED =
      """
      UPDATE chats SET last_seq = last_seq + 1, version = version + 1,
        last_message_at = UTC_TIMESTAMP(3), changed_at = UTC_TIMESTAMP(3)
      WHERE id = ?
      """;

  private static final String UNKNOWN_STATUS =
      """
      UPDATE chats SET status = 99, version = version + 1, changed_at = UTC_TIMESTAMP(3)
      WHERE id = ?
      """;

  private static final String UNKNOWN_ENTRY =
      """
      INSERT INTO chat_history (chat_id, version, what, happened_at)
      SELECT id, version, 99, UTC_TIMESTAMP(3) FROM chats WHERE id = ?
      """;

  private final Connection connection;

  /** Begins one; closing it closes the connection. */
  public ForeignTransaction(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
  }

  /** Posts a message of the other participant, and keeps the chat locked. */
  public void post(SeededChat chat, String clientMessageId) throws SQLException {
    execute(LOCK, chat.chat());
    execute(POST, clientMessageId, chat.partner(), chat.chat());
    execute(POSTED, chat.chat());
  }

  /** Gives a chat a status that no node of this version knows. */
  public void makeUnreadable(SeededChat chat) throws SQLException {
    execute(LOCK, chat.chat());
    execute(UNKNOWN_STATUS, chat.chat());
    execute(UNKNOWN_ENTRY, chat.chat());
  }

  public void commit() throws SQLException {
    connection.commit();
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
