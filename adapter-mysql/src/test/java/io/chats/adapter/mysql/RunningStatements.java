package io.chats.adapter.mysql;

import com.zaxxer.hikari.HikariDataSource;
import io.chats.testing.services.PrivateDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The work of a server, for other connections than its own. Not safe for use by threads. */
final class RunningStatements implements AutoCloseable {

  private static final String MARIADB =
      """
      SELECT COUNT(*), COALESCE(MAX(time_ms), 0) FROM information_schema.processlist
      WHERE command IN ('Query', 'Execute', 'Prepare') AND id <> CONNECTION_ID()
        AND user <> 'system user'
      """;

  // In picoseconds; information_schema.processlist has whole seconds only.
  private static final String MYSQL =
      """
      SELECT COUNT(*), COALESCE(MAX(s.timer_wait) / 1000000000, 0)
      FROM performance_schema.threads t
        JOIN performance_schema.events_statements_current s ON s.thread_id = t.thread_id
      WHERE t.processlist_command IN ('Query', 'Execute', 'Prepare')
        AND t.processlist_id <> CONNECTION_ID() AND t.type = 'FOREGROUND'
        AND s.end_event_id IS NULL
      """;

  private final HikariDataSource pool;
  private final Connection connection;
  private final String question;

  RunningStatements(Databases kind, PrivateDatabase server) throws SQLException {
    this.pool = MySqlDataSource.open(TestNode.patient(server));
    this.connection = pool.getConnection();
    this.question =
        switch (kind) {
          case MARIADB -> MARIADB;
          case MYSQL, NEWEST_MYSQL -> MYSQL;
        };
  }

  int count() throws SQLException {
    return now().count();
  }

  /** How long the one runs that has run longest; zero if none does. */
  Duration oldest() throws SQLException {
    return now().oldest();
  }

  private Sample now() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return new Sample(row.getInt(1), Duration.ofMillis(row.getLong(2)));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    pool.close();
  }

  private record Sample(int count, Duration oldest) {}
}
