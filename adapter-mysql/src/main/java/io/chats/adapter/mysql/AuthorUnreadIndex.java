package io.chats.adapter.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Version 2: the index in which each author's messages lie together (README.md in {@code
 * db/chats}). No script, since MySQL knows no {@code CREATE INDEX IF NOT EXISTS}, and a migration
 * that was killed in the middle must be able to run again.
 */
final class AuthorUnreadIndex implements JavaMigration {

  private static final String TABLE = "messages";
  private static final String NAME = "messages_author_unread";
  private static final String CREATE =
      "CREATE INDEX " + NAME + " ON " + TABLE + " (chat_id, user_id, unread_seq)";

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("2");
  }

  @Override
  public String getDescription() {
    return "author unread index";
  }

  @Override
  public Integer getChecksum() {
    return CREATE.hashCode();
  }

  @Override
  public boolean canExecuteInTransaction() {
    return false;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    if (!exists(connection)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(CREATE);
      }
    }
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (ResultSet indexes =
        connection
            .getMetaData()
            .getIndexInfo(connection.getCatalog(), connection.getSchema(), TABLE, false, true)) {
      boolean found = false;
      while (indexes.next()) {
        found |= NAME.equalsIgnoreCase(indexes.getString("INDEX_NAME"));
      }
      return found;
    }
  }
}
