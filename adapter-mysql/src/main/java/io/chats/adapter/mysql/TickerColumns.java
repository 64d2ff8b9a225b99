package io.chats.adapter.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Migration 3: lets the ticker find the chats that changed since it last looked at them. The
 * database itself compares the versions, so that no writer, of whatever age, can forget to.
 *
 * <p>Not a script: MySQL has no {@code IF NOT EXISTS} for columns, and this must be able to run
 * again after it was killed in the middle.
 */
final class TickerColumns implements JavaMigration {

  private static final String TABLE = "chats";

  private static final String SEEN =
      "ALTER TABLE chats ADD COLUMN ticker_version BIGINT NOT NULL DEFAULT 0";

  // Stored, since purging the index of a virtual column has to compute it again. H2, to which the
  // word is a comment, has no other kind.
  private static final String DUE =
      """
      ALTER TABLE chats ADD COLUMN ticker_due BOOLEAN
        GENERATED ALWAYS AS (CASE WHEN version <> ticker_version THEN TRUE END) /*! STORED */
      """;

  private static final String INDEX = "CREATE INDEX chats_ticker ON chats (ticker_due, id)";

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("3");
  }

  @Override
  public String getDescription() {
    return "ticker columns";
  }

  @Override
  public Integer getChecksum() {
    return null;
  }

  /** DDL commits by itself. */
  @Override
  public boolean canExecuteInTransaction() {
    return false;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    if (!hasColumn(connection, "ticker_version")) {
      execute(connection, SEEN);
    }
    if (!hasColumn(connection, "ticker_due")) {
      execute(connection, DUE);
    }
    if (!hasIndex(connection, "chats_ticker")) {
      execute(connection, INDEX);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean hasColumn(Connection connection, String name) throws SQLException {
    try (ResultSet columns =
        connection
            .getMetaData()
            .getColumns(connection.getCatalog(), connection.getSchema(), TABLE, name)) {
      return columns.next();
    }
  }

  private static boolean hasIndex(Connection connection, String name) throws SQLException {
    try (ResultSet indexes =
        connection
            .getMetaData()
            .getIndexInfo(connection.getCatalog(), connection.getSchema(), TABLE, false, true)) {
      boolean found = false;
      while (!found && indexes.next()) {
        found = name.equalsIgnoreCase(indexes.getString("INDEX_NAME"));
      }
      return found;
    }
  }
}
