package io.chats.adapter.mysql.schema;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Migration 6 adds the index in which ended spells lie in the order of their ends, so that the
 * purge reads only those that may go (README.md in {@code db/chats}).
 */
public final class EndedSpells extends SchemaChange {

  private static final String TABLE = "unread_spells";
  private static final String NAME = "unread_spells_ended";
  private static final String CREATE = "CREATE INDEX " + NAME + " ON " + TABLE + " (ended_at, id)";

  public EndedSpells() {
    super("6", "ended spells", CREATE.hashCode());
  }

  @Override
  public void migrate(Connection connection) throws SQLException {
    if (!hasIndex(connection, TABLE, NAME)) {
      execute(connection, CREATE);
    }
  }
}
