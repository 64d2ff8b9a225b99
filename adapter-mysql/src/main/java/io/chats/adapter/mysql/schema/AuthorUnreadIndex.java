package io.chats.adapter.mysql.schema;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Migration 2 adds the index in which each author's messages lie together (README.md in {@code
 * db/chats}).
 */
public final class AuthorUnreadIndex extends SchemaChange {

  private static final String TABLE = "messages";
  private static final String NAME = "messages_author_unread";
  private static final String CREATE =
      "CREATE INDEX " + NAME + " ON " + TABLE + " (chat_id, user_id, unread_seq)";

  public AuthorUnreadIndex() {
    super("2", "author unread index", CREATE.hashCode());
  }

  @Override
  public void migrate(Connection connection) throws SQLException {
    if (!hasIndex(connection, TABLE, NAME)) {
      execute(connection, CREATE);
    }
  }
}
