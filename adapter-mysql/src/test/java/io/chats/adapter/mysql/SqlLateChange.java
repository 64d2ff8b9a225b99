package io.chats.adapter.mysql;

import io.chats.domain.id.ChatId;
import io.chats.domain.port.ChangeFeed.Source;
import io.chats.testing.contract.ChangeFeedContract.LateChange;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A transaction of another process that has changed a chat as the stores do. */
final class SqlLateChange implements LateChange {

  private final OtherTransaction transaction;

  private SqlLateChange(OtherTransaction transaction) {
    this.transaction = transaction;
  }

  static LateChange begin(DataSource dataSource, Source source, ChatId chat) {
    try {
      OtherTransaction transaction = new OtherTransaction(dataSource);
      for (String statement : statements(source)) {
        transaction.execute(statement + " WHERE id = " + chat.value());
      }
      return new SqlLateChange(transaction);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> statements(Source source) {
    return switch (source) {
      case MESSAGES ->
          List.of(
              "UPDATE chats SET version = version + 1, last_seq = last_seq + 1",
              """
              INSERT INTO messages
                (chat_id, seq, unread_seq, user_id, sender_type, type, text, created_at)
              SELECT id, last_seq, last_seq, 1, 1, 1, 'late', created_at FROM chats
              """);
      case HISTORY ->
          List.of(
              "UPDATE chats SET version = version + 1, status = 2",
              """
              INSERT INTO chat_history (chat_id, version, what, happened_at)
              SELECT id, version, 6, changed_at FROM chats
              """);
      case UPDATES ->
          List.of(
              "UPDATE chats SET version = version + 1, read_furthest = last_seq",
              """
              INSERT INTO chat_updates (chat_id, version, closed)
              SELECT id, version, FALSE FROM chats
              """);
    };
  }

  @Override
  public void commit() {
    try {
      transaction.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      transaction.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
