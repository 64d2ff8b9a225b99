package io.chats.adapter.mysql.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chats.adapter.mysql.DataSourceSettings;
import io.chats.adapter.mysql.Databases;
import io.chats.adapter.mysql.EachDatabase;
import io.chats.adapter.mysql.MySqlDataSource;
import io.chats.adapter.mysql.TestNode;
import io.chats.testing.services.PrivateDatabase;
import java.time.Duration;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transaction is stored whole or not at all, with and without connections that auto-commit. */
@EachDatabase(quick = Databases.MARIADB)
class TransactionsIT {

  private static final String INSERT = "INSERT INTO t VALUES (1)";

  private static PrivateDatabase server;

  @Parameter Databases kind;

  @BeforeParameterizedClassInvocation
  static void start(Databases kind) {
    server = kind.start();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void areStoredWholeOrNotAtAll(boolean autoCommit) {
    DataSourceSettings settings =
        TestNode.settings(server)
            .callBudget(TestNode.PATIENT)
            .pool("one", 1)
            .autoCommit(autoCommit)
            .build();
    try (HikariDataSource one = MySqlDataSource.open(settings);
        HikariDataSource others = MySqlDataSource.open(TestNode.patient(server))) {
      Transactions database = new Transactions(one, Duration.ofSeconds(5));
      Transactions seen = new Transactions(others, Duration.ofSeconds(5));
      seen.read(handle -> handle.execute("DROP TABLE IF EXISTS t"));
      seen.read(handle -> handle.execute("CREATE TABLE t (id BIGINT) ENGINE = InnoDB"));

      assertThatThrownBy(() ->
              database.write(handle -> {
                handle.execute(INSERT);
                throw new IllegalStateException("changed my mind");
              }))
          .hasMessage("changed my mind");
      assertThat(rows(seen)).isZero();

      assertThat(database.<Integer>write(handle -> handle.execute(INSERT))).isOne();
      assertThat(rows(seen)).isOne();
      assertThat(database.<Boolean>write(handle -> handle.getConnection().getAutoCommit()))
          .isFalse();
      assertThat(seen.<Boolean>read(handle -> handle.getConnection().getAutoCommit())).isTrue();
    }
  }

  private static int rows(Transactions database) {
    return database.read(
        handle -> handle.createQuery("SELECT COUNT(*) FROM t").mapTo(Integer.class).one());
  }
}
