package io.chats.adapter.mysql.schema;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Migration 3 lets the ticker find the chats that changed since it last looked at them. The
 * database itself compares the versions, so that nodes of older releases need not know of it.
 */
public final class TickerColumns extends SchemaChange {

  private static final String TABLE = "chats";

  private static final String SEEN =
      "ALTER TABLE chats ADD COLUMN ticker_version BIGINT NOT NULL DEFAULT 0";

  // Stored, since purging the index of a virtual column has to compute it again. H2 has only stored
  // columns, and reads the word as a comment.
  private static final String DUE =
      """
      ALTER TABLE chats ADD COLUMN ticker_due BOOLEAN
        GENERATED ALWAYS AS (CASE WHEN version <> ticker_version THEN TRUE END) /*! STORED */
      """;

  private static final String INDEX = "CREATE INDEX chats_ticker ON chats (ticker_due, id)";

  public TickerColumns() {
    super("3", "ticker columns", null);
  }

  @Override
  public void migrate(Connection connection) throws SQLException {
    if (!hasColumn(connection, TABLE, "ticker_version")) {
      execute(connection, SEEN);
    }
    if (!hasColumn(connection, TABLE, "ticker_due")) {
      execute(connection, DUE);
    }
    if (!hasIndex(connection, TABLE, "chats_ticker")) {
      execute(connection, INDEX);
    }
  }
}
