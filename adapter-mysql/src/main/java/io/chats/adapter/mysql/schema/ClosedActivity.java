package io.chats.adapter.mysql.schema;

import io.chats.adapter.mysql.connection.DatabaseFailure;
import io.chats.adapter.mysql.connection.DatabaseFailure.Kind;
import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.connection.RetryPauses;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.model.ChatStatus;
import io.chats.support.LogThrottle;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migration 4 writes the last activity of closed chats into their subscriptions, so that an index
 * of those can order a user's chats; it makes room for the place where a participant joined, and
 * for the changes that neither messages nor the history tell of (README.md in {@code db/chats}).
 *
 * <p>The rows that are there already are filled in small transactions, which lock closed chats
 * only. How far that came is kept, so that a migration that was killed goes on there. Nodes of
 * former releases go on meanwhile: what they add and close stays without, as those who read expect.
 */
public final class ClosedActivity extends SchemaChange {

  /** The number of chats that one transaction looks at. */
  static final int STEP = 500;

  private static final Logger LOG = LoggerFactory.getLogger(ClosedActivity.class);

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final Duration RETRYING = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private static final String TABLE = "subscriptions";

  private static final String CLOSED =
      "ALTER TABLE subscriptions ADD COLUMN closed_activity DATETIME(3) NULL";

  private static final String JOINED =
      "ALTER TABLE subscriptions ADD COLUMN joined_seq BIGINT NULL";

  private static final String UPDATES =
      """
      CREATE TABLE IF NOT EXISTS chat_updates (
        id      BIGINT  NOT NULL AUTO_INCREMENT,
        chat_id BIGINT  NOT NULL,
        version BIGINT  NOT NULL,
        closed  BOOLEAN NOT NULL,
        PRIMARY KEY (id)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
      """;

  private static final String INDEX =
      "CREATE INDEX subscriptions_opened ON subscriptions (user_id, active, closed_activity,"
          + " chat_id)";

  private static final String CHATS =
      "SELECT id, status FROM chats WHERE id > ? ORDER BY id LIMIT " + STEP;

  // A closed chat takes no messages, so its last activity never changes.
  private static final String FILL =
      """
      UPDATE subscriptions SET closed_activity =
        (SELECT c.last_message_at FROM chats c WHERE c.id = subscriptions.chat_id)
      WHERE closed_activity IS NULL AND chat_id IN
      """;

  private static final String PROGRESS = "closed_activity";
  private static final String REACHED =
      "SELECT reached FROM ticker_state WHERE name = '" + PROGRESS + "'";
  private static final String REACH =
      "INSERT INTO ticker_state (name, reached) VALUES ('"
          + PROGRESS
          + "', ?) ON DUPLICATE KEY UPDATE reached = VALUES(reached)";

  public ClosedActivity() {
    super("4", "closed activity", null);
  }

  @Override
  public void migrate(Connection connection) throws SQLException {
    if (!hasColumn(connection, TABLE, "closed_activity")) {
      execute(connection, CLOSED);
    }
    if (!hasColumn(connection, TABLE, "joined_seq")) {
      execute(connection, JOINED);
    }
    execute(connection, UPDATES);
    if (!hasIndex(connection, TABLE, "subscriptions_opened")) {
      fill(connection);
      execute(connection, INDEX);
    }
  }

  private static void fill(Connection connection) throws SQLException {
    int isolation = connection.getTransactionIsolation();
    // Otherwise the rows between those of closed chats would be locked, too.
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    try {
      fillInSteps(connection);
    } finally {
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(isolation);
    }
  }

  private static void fillInSteps(Connection connection) throws SQLException {
    LogThrottle lines = new LogThrottle(BETWEEN_LINES);
    long reached = number(connection, REACHED);
    List<StatusOfChat> chats = next(connection, reached);
    while (!chats.isEmpty()) {
      if (lines.tryAcquire()) {
        long last = number(connection, "SELECT MAX(id) FROM chats");
        LOG.info("Marks the participations in closed chats: at chat {} of {}", reached, last);
      }
      reached = chats.getLast().id();
      retryingStep(connection, chats);
      chats = next(connection, reached);
    }
    connection.commit();
  }

  private static void retryingStep(Connection connection, List<StatusOfChat> chats)
      throws SQLException {
    RetryPauses pauses = new RetryPauses(Deadline.in(RETRYING), FIRST_PAUSE);
    while (true) {
      try {
        step(connection, chats);
        return;
      } catch (SQLException e) {
        connection.rollback();
        if (DatabaseFailure.of(e).kind() != Kind.CONTENTION || !pauses.pause()) {
          throw e;
        }
      }
    }
  }

  private static void step(Connection connection, List<StatusOfChat> chats) throws SQLException {
    List<Long> closed =
        chats.stream().filter(StatusOfChat::isClosed).map(StatusOfChat::id).toList();
    if (!closed.isEmpty()) {
      update(connection, FILL + "(" + Placeholders.marks(closed.size()) + ")", closed);
    }
    update(connection, REACH, List.of(chats.getLast().id()));
    connection.commit();
  }

  private static List<StatusOfChat> next(Connection connection, long after) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(CHATS)) {
      query.setLong(1, after);
      List<StatusOfChat> chats = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          chats.add(new StatusOfChat(rows.getLong("id"), rows.getInt("status")));
        }
      }
      return chats;
    }
  }

  private static void update(Connection connection, String sql, List<Long> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setLong(i + 1, values.get(i));
      }
      statement.executeUpdate();
    }
  }

  /** The number that the query returns; 0 without one. */
  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private record StatusOfChat(long id, int status) {

    boolean isClosed() {
      return status == EnumCodes.STATUS.of(ChatStatus.CLOSED);
    }
  }
}
