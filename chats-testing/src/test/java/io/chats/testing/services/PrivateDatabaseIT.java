package io.chats.testing.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.mysql.PrivateMySql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The abilities that both database servers share. */
class PrivateDatabaseIT {

  /** Starts a server. */
  @FunctionalInterface
  interface Start {
    PrivateDatabase with(String... options);
  }

  static Stream<Start> databases() {
    return Stream.of(PrivateMariaDb::start, PrivateMySql::start);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void keepsWhatItCommittedWhenItIsKilled(Start start) throws SQLException {
    try (PrivateDatabase db = start.with()) {
      try (Connection connection = connect(db, db.password());
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept (value INT)");
        statement.execute("INSERT INTO kept VALUES (42)");
      }
      db.restart();
      assertThat(ask(db, "SELECT value FROM kept")).isEqualTo("42");
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void isPrivateDurableAndTakesOptions(Start start) throws SQLException {
    try (PrivateDatabase db = start.with("--max-connections=17")) {
      assertThat(ask(db, "SELECT DATABASE()")).isEqualTo(db.database());
      assertThat(ask(db, "SELECT @@bind_address")).isEqualTo("127.0.0.1");
      assertThat(ask(db, "SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
      assertThat(ask(db, "SELECT @@max_connections")).isEqualTo("17");
      assertThat(
              ask(db, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema='chats'"))
          .isEqualTo("0");
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void refusesConnectionsWithoutThePassword(Start start) {
    try (PrivateDatabase db = start.with()) {
      assertThatThrownBy(() -> connect(db, "").close()).isInstanceOf(SQLException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void isWhatItsNameSays(Start start) throws SQLException {
    try (PrivateDatabase db = start.with()) {
      assertThat(ask(db, "SELECT VERSION()").contains("MariaDB"))
          .isEqualTo(db instanceof PrivateMariaDb);
    }
  }

  private static String ask(PrivateDatabase db, String question) throws SQLException {
    try (Connection connection = connect(db, db.password());
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static Connection connect(PrivateDatabase db, String password) throws SQLException {
    return DriverManager.getConnection(db.jdbcUrl(), db.user(), password);
  }
}
