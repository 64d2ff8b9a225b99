package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.mysql.connection.Transactions;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** No statement runs on for a caller who has gone (spec 3). */
@EachDatabase
class StatementLimitsIT {

  private static final Duration BUDGET = Duration.ofMillis(750);

  /** The time after its caller gave up in which a statement has to end. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Duration LOAD = Duration.ofSeconds(6);

  private static final int CALLERS = 4;

  /** Takes minutes; the condition keeps the server from multiplying the tables' sizes instead. */
  private static final String ENDLESS =
      "SELECT COUNT(*) FROM digits a, digits b, digits c WHERE a.i + b.i + c.i > 1";

  private static PrivateDatabase server;
  private static TestNode patient;

  @Parameter Databases kind;

  private RunningStatements running;
  private UserId client;
  private ChatId chat;

  @BeforeParameterizedClassInvocation
  static void start(Databases kind) {
    server = kind.start();
    patient = TestNode.of(server);
    patient
        .transactions()
        .write(handle -> {
          handle.execute("CREATE TABLE digits (i INT PRIMARY KEY)");
          handle.execute("CREATE TABLE counts (i INT PRIMARY KEY, n BIGINT)");
          handle.execute("INSERT INTO counts VALUES (1, 0), (2, 0), (3, 0), (4, 0)");
          return handle.execute(
              "INSERT INTO digits (i) WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1"
                  + " FROM n WHERE i < 1000) SELECT i FROM n");
        });
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    patient.close();
    server.close();
  }

  @BeforeEach
  void people() throws SQLException {
    TestChats scene = new TestChats(patient);
    client = scene.user();
    chat = scene.chat(client, scene.user());
    running = new RunningStatements(kind, server);
    await().until(() -> running.count() == 0);
  }

  /** Reads and writes that take minutes, and calls of the stores beside them. */
  @Test
  void noneRunsLongerThanItsCallerWaitsUnderALoadThatMakesThemSlow() throws SQLException {
    try (TestNode node = TestNode.of(server, BUDGET)) {
      await().until(node.database()::answers);
      long end = System.nanoTime() + LOAD.toNanos();
      List<CompletableFuture<Void>> callers =
          IntStream.range(0, CALLERS)
              .mapToObj(i ->
                  CompletableFuture.runAsync(() -> callUntil(end, node, i), TestNode.threads()))
              .toList();
      Duration longest = Duration.ZERO;
      int most = 0;
      while (!callers.stream().allMatch(CompletableFuture::isDone)) {
        Duration oldest = running.oldest();
        longest = oldest.compareTo(longest) > 0 ? oldest : longest;
        most = Math.max(most, running.count());
      }
      assertThat(most).isGreaterThan(2);
      assertThat(longest).isBetween(BUDGET.dividedBy(2), BUDGET.plus(GRACE));
      await().atMost(GRACE).until(() -> running.count() == 0);
      callers.forEach(CompletableFuture::join);
      assertThat(node.chats().find(chat)).isPresent();
    } finally {
      running.close();
    }
  }

  /** A limit that counts from the beginning of a statement would let this one run on. */
  @Test
  void oneThatBeganLateEndsWithItsCallerToo() throws SQLException {
    Duration budget = Duration.ofSeconds(4);
    try (TestNode node = TestNode.of(server, budget)) {
      await().until(node.database()::answers);
      Transactions calls = node.transactions();
      for (String statement : List.of(ENDLESS, update(1))) {
        assertThatThrownBy(() ->
                calls.write(handle -> {
                  await().pollDelay(budget.minusMillis(500)).until(() -> true);
                  return handle.execute(statement);
                }))
            .isInstanceOf(StoreUnavailableException.class);
        await().atMost(GRACE).until(() -> running.count() == 0);
      }
    } finally {
      running.close();
    }
  }

  /** A call of several statements has one budget for all of them. */
  @Test
  void aCallOfManyStatementsEndsInTime() throws SQLException {
    try (TestNode node = TestNode.of(server, BUDGET)) {
      await().until(node.database()::answers);
      long start = System.nanoTime();
      assertThatThrownBy(() ->
              node.transactions()
                  .write(handle ->
                      IntStream.range(0, 10).map(i -> handle.execute("DO SLEEP(0.3)")).sum()))
          .isInstanceOf(StoreUnavailableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET.plusMillis(400));
    } finally {
      running.close();
    }
  }

  /** As while an operator alters a table, or takes a backup. */
  @Test
  void noneWaitsForALockedTableLongerThanItsCaller() throws SQLException {
    try (TestNode node = TestNode.of(server, BUDGET);
        Connection other =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = other.createStatement()) {
      await().until(node.database()::answers);
      statement.execute("LOCK TABLES chats WRITE, subscriptions WRITE");
      for (Runnable call : calls(node)) {
        assertThatThrownBy(call::run).isInstanceOf(StoreUnavailableException.class);
        await().atMost(GRACE).until(() -> running.count() == 0);
      }
    } finally {
      running.close();
    }
  }

  @Test
  void everySessionHasThem() throws SQLException {
    String limit =
        switch (kind) {
          case MARIADB -> "SELECT CONCAT_WS(' ', @@idle_transaction_timeout, @@max_statement_time)";
          case MYSQL, NEWEST_MYSQL -> "SELECT CONCAT_WS(' ', @@max_execution_time, 'ms')";
        };
    String expected =
        switch (kind) {
          case MARIADB -> "2 9.000000";
          case MYSQL, NEWEST_MYSQL -> "9000 ms";
        };
    try (OtherTransaction session = new OtherTransaction(patient.dataSource())) {
      assertThat(session.ask(limit)).isEqualTo(expected);
      assertThat(session.ask("SELECT @@wait_timeout")).isEqualTo("60");
      assertThat(session.ask("SELECT @@lock_wait_timeout")).isEqualTo("1");
      assertThat(session.ask("SELECT @@innodb_lock_wait_timeout")).isEqualTo("1");
    } finally {
      running.close();
    }
  }

  private List<Runnable> calls(TestNode node) {
    return List.of(
        () -> node.chats().find(chat),
        () -> new TestChats(node).leave(chat, client),
        () -> node.directory().activeChats(client, Optional.empty(), 10),
        () -> new TestChats(node).say(chat, client, "x"));
  }

  private void callUntil(long end, TestNode node, int caller) {
    List<Runnable> slow =
        List.of(
            () -> node.transactions().read(handle -> asked(handle, ENDLESS)),
            () -> node.transactions().write(handle -> handle.execute(update(caller + 1))));
    List<Runnable> all =
        Stream.concat(slow.stream(), calls(node).stream().filter(it -> caller == 0)).toList();
    for (int i = caller; System.nanoTime() < end; i++) {
      try {
        all.get(i % all.size()).run();
      } catch (StoreUnavailableException e) {
        // As it should be, for the slow ones.
      }
    }
  }

  private static long asked(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(Long.class).one();
  }

  /** A change of a row of its own. */
  private static String update(int row) {
    return "UPDATE counts SET n = (" + ENDLESS + ") WHERE i = " + row;
  }
}
