package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A node that froze or vanished in the middle of a transaction does not keep its locks. A pooled
 * connection that was borrowed and is not used is the same to the server.
 */
class FrozenNodeIT {

  /** An allowance for a busy machine. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  @Test
  void losesItsLocksSoonOnMariaDb() throws SQLException {
    losesItsLocksWithin(Databases.MARIADB, Duration.ofSeconds(2).plus(MARGIN));
  }

  /** A minute is what the feed of changes can wait for; eight hours, the default, is not. */
  @Tag("long")
  @Test
  void losesItsLocksWithinAMinuteOnMySql() throws SQLException {
    losesItsLocksWithin(Databases.MYSQL, Transactions.MAX_IDLE.plus(MARGIN));
  }

  /** Otherwise the first calls after a quiet time would have to connect again. */
  @Tag("long")
  @Test
  void doesNotCostIdleConnectionsTheirLives() {
    try (PrivateDatabase server = Databases.MYSQL.start();
        HikariDataSource pool =
            MySqlDataSource.open(
                TestNode.settings(server).callBudget(TestNode.PATIENT).pool("idle", 1).build())) {
      Transactions calls = new Transactions(pool, TestNode.PATIENT);
      long before = connection(calls);
      Duration quiet = Transactions.MAX_IDLE.plus(MARGIN);
      await().pollDelay(quiet).atMost(quiet.plus(MARGIN)).until(() -> true);
      assertThat(connection(calls)).isEqualTo(before);
    }
  }

  private static void losesItsLocksWithin(Databases kind, Duration time) throws SQLException {
    try (PrivateDatabase server = kind.start();
        TestNode node = TestNode.of(server);
        HikariDataSource pool = MySqlDataSource.open(TestNode.patient(server))) {
      TestChats scene = new TestChats(node);
      ChatId chat = scene.chat(scene.user(), scene.user());
      OtherTransaction frozen = new OtherTransaction(pool);
      frozen.execute("SELECT id FROM chats WHERE id = " + chat + " FOR UPDATE");
      await()
          .atMost(time)
          .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
          .until(() -> scene.close(chat).isChange());
      assertThatThrownBy(() -> frozen.execute("SELECT 1")).isInstanceOf(SQLException.class);
    }
  }

  private static long connection(Transactions calls) {
    return calls.read(
        handle -> handle.createQuery("SELECT CONNECTION_ID()").mapTo(Long.class).one());
  }
}
