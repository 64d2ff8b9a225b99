package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.chats.adapter.mysql.connection.SilentProcesses;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that froze or vanished in the middle of a transaction does not keep its locks. A pooled
 * connection that was borrowed and is not used is the same to the server.
 */
class FrozenNodeIT {

  /** An allowance for a busy machine. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private static final Duration START = Duration.ofSeconds(30);

  @Test
  void losesItsLocksSoonOnMariaDb() throws SQLException {
    losesItsLocksWithin(Databases.MARIADB, Duration.ofSeconds(2).plus(MARGIN));
  }

  /**
   * The process works on, so that nobody may end its other connections. A minute is what the feed
   * of changes can wait for; eight hours, the default, is not.
   */
  @Tag("long")
  @Test
  void losesItsLocksWithinAMinuteOnMySqlIfOneConnectionHangs() throws SQLException {
    losesItsLocksWithin(Databases.MYSQL, Transactions.MAX_IDLE.plus(MARGIN));
  }

  /** Idle connections of processes that work, among them this one, live on. */
  @Test
  void losesItsLocksSoonOnMySqlIfTheWholeProcessIsFrozen(@TempDir Path folder) {
    try (PrivateDatabase server = Databases.MYSQL.start();
        TestNode node = TestNode.of(server);
        HikariDataSource idle = MySqlDataSource.open(pool(server, "idle"))) {
      TestChats scene = new TestChats(node);
      ChatId chat = scene.chat(scene.user(), scene.user());
      ChatId other = scene.chat(scene.user(), scene.user());
      Transactions idleCalls = new Transactions(idle, TestNode.PATIENT);
      long before = connection(idleCalls);
      Path signal = folder.resolve("commit");
      try (ChildJvm working = LockingMain.command(server, other.toString(), signal).start();
          ChildJvm frozen = LockingMain.command(server, chat.toString(), signal).start()) {
        working.awaitLine(LockingMain.LOCKED, START);
        frozen.awaitLine(LockingMain.LOCKED, START);
        frozen.freeze();
        await()
            .atMost(SilentProcesses.SILENCE.plus(MARGIN))
            .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
            .until(() -> scene.close(chat).isChange());
        Files.writeString(signal, "");
        working.awaitLine(LockingMain.COMMITTED, START);
        frozen.thaw();
        frozen.awaitLine(LockingMain.LOST, START);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      assertThat(connection(idleCalls)).isEqualTo(before);
    }
  }

  /** Otherwise the first calls after a quiet time would have to connect again. */
  @Tag("long")
  @Test
  void doesNotCostIdleConnectionsTheirLives() {
    try (PrivateDatabase server = Databases.MYSQL.start();
        HikariDataSource pool = MySqlDataSource.open(pool(server, "idle"))) {
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

  private static DataSourceSettings pool(PrivateDatabase server, String name) {
    return TestNode.settings(server).callBudget(TestNode.PATIENT).pool(name, 1).build();
  }

  private static long connection(Transactions calls) {
    return calls.read(
        handle -> handle.createQuery("SELECT CONNECTION_ID()").mapTo(Long.class).one());
  }
}
