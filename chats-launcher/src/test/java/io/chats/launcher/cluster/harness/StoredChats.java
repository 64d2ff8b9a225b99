package io.chats.launcher.cluster.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chats.testing.services.PrivateDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The chats in the database, read without the product. */
public final class StoredChats implements AutoCloseable {

  private final Connection connection;

  private StoredChats(Connection connection) {
    this.connection = connection;
  }

  public static StoredChats of(PrivateDatabase server) throws SQLException {
    return new StoredChats(
        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password()));
  }

  /** The messages of a chat, by their seq. */
  public List<StoredMessage> messages(long chat) throws SQLException {
    String sql =
        "SELECT seq, id, user_id, client_message_id, text, created_at"
            + " FROM messages WHERE chat_id = ? ORDER BY seq";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, chat);
      List<StoredMessage> messages = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          messages.add(message(rows));
        }
      }
      return messages;
    }
  }

  /** Returns the id of the last read message by user, for users who have read any. */
  public Map<Long, Long> readUpTo(long chat) throws SQLException {
    String sql =
        "SELECT s.user_id, m.id FROM subscriptions s"
            + " JOIN messages m ON m.chat_id = s.chat_id AND m.seq = s.read_seq"
            + " WHERE s.chat_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, chat);
      Map<Long, Long> read = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          read.put(rows.getLong(1), rows.getLong(2));
        }
      }
      return read;
    }
  }

  /** A counter of the server, such as {@code Questions}. */
  public long status(String counter) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE '" + counter + "'")) {
      rows.next();
      return rows.getLong(2);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static StoredMessage message(ResultSet row) throws SQLException {
    return new StoredMessage(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        new String(row.getBytes(4), UTF_8),
        row.getString(5),
        row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC));
  }
}
