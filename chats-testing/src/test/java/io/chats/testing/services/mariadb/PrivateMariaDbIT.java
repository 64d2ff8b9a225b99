package io.chats.testing.services.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PrivateMariaDbIT {

  @Test
  void keepsWhatItCommittedWhenItIsKilled() throws SQLException {
    try (PrivateMariaDb db = PrivateMariaDb.start()) {
      try (Connection connection = connect(db, db.password());
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept (value INT)");
        statement.execute("INSERT INTO kept VALUES (42)");
      }
      db.restart();
      assertThat(ask(db, "SELECT value FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void isPrivateDurableAndTakesOptions() throws SQLException {
    try (PrivateMariaDb db = PrivateMariaDb.start("--max-connections=17")) {
      assertThat(ask(db, "SELECT DATABASE()")).isEqualTo(db.database());
      assertThat(ask(db, "SELECT @@bind_address")).isEqualTo("127.0.0.1");
      assertThat(ask(db, "SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
      assertThat(ask(db, "SELECT @@max_connections")).isEqualTo("17");
      assertThat(
              ask(db, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema='chats'"))
          .isEqualTo("0");
    }
  }

  @Test
  void refusesConnectionsWithoutThePassword() {
    try (PrivateMariaDb db = PrivateMariaDb.start()) {
      assertThatThrownBy(() -> connect(db, "").close()).isInstanceOf(SQLException.class);
    }
  }

  private static String ask(PrivateMariaDb db, String question) throws SQLException {
    try (Connection connection = connect(db, db.password());
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static Connection connect(PrivateMariaDb db, String password) throws SQLException {
    return DriverManager.getConnection(db.jdbcUrl(), db.user(), password);
  }
}
