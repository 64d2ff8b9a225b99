package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.contract.Concurrently;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class MigrationsIT {

  private static final int TABLES = 8;

  @Test
  void areMadeOnceByProcessesThatStartAtOnce() {
    try (PrivateMariaDb server = PrivateMariaDb.start()) {
      Callable<Void> migration = () -> migrate(server);
      Concurrently.all(Collections.nCopies(4, migration));
      migrate(server);
      assertThat(tables(server)).hasSize(TABLES).contains("chats", "messages", "unread_spells");
    }
  }

  @Test
  void leaveOtherTablesAlone() {
    try (PrivateMariaDb server = PrivateMariaDb.start()) {
      execute(server, "CREATE TABLE somebody_elses (id INT)");
      migrate(server);
      assertThat(tables(server)).hasSize(TABLES + 1).contains("somebody_elses");
    }
  }

  /** DDL is not transactional: a kill in the middle leaves some tables, and no record of them. */
  @Test
  void goOnWhereTheyWereKilled() {
    try (PrivateMariaDb server = PrivateMariaDb.start()) {
      migrate(server);
      execute(server, "DROP TABLE messages");
      execute(server, "DELETE FROM chats_schema_history");
      migrate(server);
      assertThat(tables(server)).hasSize(TABLES).contains("messages");
    }
  }

  @Test
  void canBeTriedAgainWhileTheDatabaseIsAway() {
    try (PrivateMariaDb server = PrivateMariaDb.start()) {
      server.kill();
      assertThatThrownBy(() -> migrate(server))
          .isInstanceOf(StoreUnavailableException.class)
          .satisfies(e -> assertThat(FailureText.of(e)).doesNotContain(server.password()));
      server.startAgain();
      migrate(server);
      assertThat(tables(server)).hasSize(TABLES);
    }
  }

  private static Void migrate(PrivateMariaDb server) {
    Migrations.of(TestNode.settings(server).build()).run();
    return null;
  }

  private static void execute(PrivateMariaDb server, String statement) {
    try (HikariDataSource pool = MySqlDataSource.open(TestNode.patient(server))) {
      new Transactions(pool, TestNode.PATIENT).read(handle -> handle.execute(statement));
    }
  }

  private static List<String> tables(PrivateMariaDb server) {
    try (HikariDataSource pool = MySqlDataSource.open(TestNode.patient(server))) {
      return new Transactions(pool, TestNode.PATIENT)
          .read(handle -> handle.createQuery("SHOW TABLES").mapTo(String.class).list());
    }
  }
}
