package io.chats.adapter.mysql.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * A migration that is written in Java. A migration that was killed in the middle must be able to
 * run again, and MySQL has no {@code IF NOT EXISTS} for columns and indexes.
 */
public abstract class SchemaChange implements JavaMigration {

  private final MigrationVersion version;
  private final String description;
  private final Integer checksum;

  /**
   * @param checksum null for none; must never change after a release
   */
  SchemaChange(String version, String description, Integer checksum) {
    this.version = MigrationVersion.fromVersion(version);
    this.description = description;
    this.checksum = checksum;
  }

  @Override
  public final MigrationVersion getVersion() {
    return version;
  }

  @Override
  public final String getDescription() {
    return description;
  }

  @Override
  public final Integer getChecksum() {
    return checksum;
  }

  /** Returns false, since DDL commits by itself. */
  @Override
  public final boolean canExecuteInTransaction() {
    return false;
  }

  @Override
  public final void migrate(Context context) throws SQLException {
    migrate(context.getConnection());
  }

  /** Makes those of the changes that are missing. */
  public abstract void migrate(Connection connection) throws SQLException;

  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static boolean hasColumn(Connection connection, String table, String name) throws SQLException {
    try (ResultSet columns =
        connection
            .getMetaData()
            .getColumns(connection.getCatalog(), connection.getSchema(), table, name)) {
      return columns.next();
    }
  }

  static boolean hasIndex(Connection connection, String table, String name) throws SQLException {
    try (ResultSet indexes =
        connection
            .getMetaData()
            .getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, true)) {
      boolean found = false;
      while (!found && indexes.next()) {
        found = name.equalsIgnoreCase(indexes.getString("INDEX_NAME"));
      }
      return found;
    }
  }
}
