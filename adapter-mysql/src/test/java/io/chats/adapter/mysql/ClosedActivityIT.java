package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.process.TinyDisk;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Migration 4 runs beside former nodes, and goes on where it was killed. */
@EachDatabase(quick = Databases.MARIADB)
class ClosedActivityIT {

  private static final int CHATS = 5_000;

  /** Every tenth chat is opened. */
  private static final int CLOSED = CHATS - CHATS / 10;

  /** A closed chat in one of the middle steps, and an opened one in the same step. */
  private static final int IN_THE_MIDDLE = 3_011;

  private static final int OPENED_BESIDE = 3_010;

  private static final String TO_FILL =
      """
      SELECT COUNT(*) FROM subscriptions s JOIN chats c ON c.id = s.chat_id
      WHERE c.status = 2 AND s.closed_activity IS NULL
      """;

  private static final String RIGHT =
      """
      SELECT COUNT(*) FROM subscriptions s JOIN chats c ON c.id = s.chat_id
      WHERE CASE WHEN c.status = 2 THEN s.closed_activity = c.last_message_at
        ELSE s.closed_activity IS NULL END
      """;

  private PrivateDatabase server;
  private Connection connection;
  private final TinyDisk disk = TinyDisk.ofMegabytes(64);

  @Parameter Databases kind;

  @BeforeEach
  void makeVersion3() throws SQLException {
    // MySQL keeps tables only in folders that it was told of; MariaDB does not know the option.
    server = kind.start("--loose-innodb-directories=" + disk.folder());
    migrate();
    connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    execute("DROP INDEX subscriptions_opened ON subscriptions");
    execute("ALTER TABLE subscriptions DROP COLUMN closed_activity, DROP COLUMN joined_seq");
    execute("DROP TABLE chat_updates");
    execute("DELETE FROM ticker_state");
    execute("DELETE FROM chats_schema_history WHERE version = '4'");
    execute(
        """
        INSERT INTO chats (id, order_id, status, created_at, last_message_at, changed_at)
        SELECT seq, seq, IF(seq %% 10 = 0, 1, 2), '2026-01-01',
          '2026-01-01 00:00:00.123' + INTERVAL seq SECOND, '2026-01-02'
        FROM %s numbers
        """
            .formatted(Numbers.between(1, CHATS)));
    for (int user = 1; user <= 2; user++) {
      execute(
          """
          INSERT INTO subscriptions (chat_id, user_id, user_type, active, joined_version)
          SELECT id, %d, %d, %s, 2 FROM chats
          """
              .formatted(user, user, user == 1 ? "TRUE" : "id % 2"));
    }
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    server.close();
    disk.close();
  }

  @Test
  void marksActiveAndFormerParticipantsOfClosedChats() throws SQLException {
    migrate();
    assertThat(number(TO_FILL)).isZero();
    assertThat(number(RIGHT)).isEqualTo(2L * CHATS);
    assertThat(number("SELECT COUNT(*) FROM subscriptions WHERE joined_seq IS NULL"))
        .isEqualTo(2L * CHATS);
    migrate();
    assertThat(number(RIGHT)).isEqualTo(2L * CHATS);
  }

  @Test
  void goesOnWhereItsConnectionWasKilled() throws SQLException {
    try (OtherTransaction busy = lockInTheMiddle()) {
      CompletableFuture<Void> migration = CompletableFuture.runAsync(this::migrate);
      long waiting = awaitWaiting();
      assertThat(number("SELECT reached FROM ticker_state")).isEqualTo(3_000);
      assertThat(number(TO_FILL)).isEqualTo(2L * (CLOSED - 2_700));
      execute("KILL " + waiting);
      assertThat(migration).failsWithin(Duration.ofMinutes(1));
      busy.commit();
    }
    // It is not begun anew: nobody looks at this one again.
    execute("UPDATE subscriptions SET closed_activity = NULL WHERE chat_id = 1 AND user_id = 1");
    migrate();
    assertThat(number(TO_FILL)).isOne();
    assertThat(number(RIGHT)).isEqualTo(2L * CHATS - 1);
  }

  @Test
  void locksClosedChatsOnly() throws SQLException {
    try (OtherTransaction busy = lockInTheMiddle();
        OtherTransaction former = transaction()) {
      CompletableFuture<Void> migration = CompletableFuture.runAsync(this::migrate);
      awaitWaiting();
      former.execute("SET innodb_lock_wait_timeout = 1");
      former.execute("UPDATE chats SET version = version + 1 WHERE id = " + OPENED_BESIDE);
      former.execute("UPDATE subscriptions SET read_seq = 1 WHERE chat_id = " + OPENED_BESIDE);
      former.execute(
          "INSERT INTO subscriptions (chat_id, user_id, user_type, active, joined_version) VALUES ("
              + OPENED_BESIDE
              + ", 3, 3, TRUE, 2)");
      former.commit();
      busy.commit();
      assertThat(migration).succeedsWithin(Duration.ofMinutes(1));
    }
    assertThat(number(RIGHT)).isEqualTo(2L * CHATS + 1);
  }

  /** An operator grants what was missing; no other repair is needed. */
  @Test
  void goesOnOnceTheUserMayAlterTables() throws SQLException {
    execute("CREATE USER poor IDENTIFIED BY 'secret'");
    execute("GRANT SELECT, INSERT, UPDATE, DELETE ON " + server.database() + ".* TO poor");
    Migrations poor =
        Migrations.of(TestNode.settings(server).credentials("poor", "secret").build());
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThatThrownBy(poor::run)
          .isInstanceOf(MigrationFailedException.class)
          .hasMessageStartingWith("migration 4 (closed activity) failed: ALTER command denied")
          .hasMessageContaining("subscriptions");
    }
    execute("GRANT CREATE, ALTER, INDEX ON " + server.database() + ".* TO poor");
    poor.run();
    assertThat(number(RIGHT)).isEqualTo(2L * CHATS);
  }

  /** Somebody makes room; no other repair is needed. */
  @Test
  void goesOnOnceThereIsRoomOnTheDisk() throws SQLException {
    moveSubscriptions();
    fillDisk();
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThatThrownBy(this::migrate)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("no space left");
    }
    disk.free();
    migrate();
    assertThat(number(RIGHT)).isEqualTo(2L * CHATS);
  }

  /** Also the room that the table's file has in reserve. */
  private void fillDisk() throws SQLException {
    int rows = 20_000;
    int before = 10 * rows;
    insertOthers(0, before);
    disk.fill();
    try {
      for (int from = before; true; from += rows) {
        insertOthers(from, rows);
      }
    } catch (SQLException e) {
      assertThat(e.getMessage()).contains("full");
    }
  }

  private void insertOthers(int from, int count) throws SQLException {
    execute(
        """
        INSERT INTO subscriptions (chat_id, user_id, user_type, active, joined_version)
        SELECT 1000000 + seq, 1, 1, TRUE, 2 FROM %s numbers
        """
            .formatted(Numbers.between(from + 1, from + count)));
  }

  /** To the small disk. */
  private void moveSubscriptions() throws SQLException {
    String create = text("SHOW CREATE TABLE subscriptions", 2);
    execute(
        create.replaceFirst("`subscriptions`", "moved")
            + " DATA DIRECTORY = '%s'".formatted(disk.folder()));
    execute("INSERT INTO moved SELECT * FROM subscriptions");
    execute("DROP TABLE subscriptions");
    execute("RENAME TABLE moved TO subscriptions");
  }

  /** Adds the columns first, since an open transaction keeps tables from being altered. */
  private OtherTransaction lockInTheMiddle() throws SQLException {
    execute("ALTER TABLE subscriptions ADD COLUMN closed_activity DATETIME(3) NULL");
    execute("ALTER TABLE subscriptions ADD COLUMN joined_seq BIGINT NULL");
    OtherTransaction transaction = transaction();
    transaction.execute("UPDATE subscriptions SET read_seq = 1 WHERE chat_id = " + IN_THE_MIDDLE);
    return transaction;
  }

  private OtherTransaction transaction() throws SQLException {
    Connection other =
        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    other.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    return new OtherTransaction(other);
  }

  /** The connection of the transaction that waits for a lock. */
  private long awaitWaiting() {
    // The server refreshes that table only when nobody has read it for a while.
    return await()
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                number(
                    """
                    SELECT COALESCE(MAX(trx_mysql_thread_id), 0)
                    FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'
                    """),
            thread -> thread > 0);
  }

  private void migrate() {
    Migrations.of(TestNode.settings(server).build()).run();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String sql, int column) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(column);
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
