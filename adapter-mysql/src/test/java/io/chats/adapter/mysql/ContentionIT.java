package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Appended;
import io.chats.domain.model.Appended.Repeated;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatStore.Changed;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** The stores wait for, skip or retry after the transactions of others. */
@EachDatabase
class ContentionIT {

  private static final Duration BUDGET = Duration.ofMillis(750);

  private static final String WAITING =
      "SELECT trx_id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";

  private static PrivateDatabase server;
  private static TestNode node;

  @Parameter Databases kind;

  private TestChats scene;
  private UserId client;
  private ChatId chat;

  @BeforeParameterizedClassInvocation
  static void start(Databases kind) {
    server = kind.start();
    node = TestNode.of(server);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    node.close();
    server.close();
  }

  @BeforeEach
  void people() {
    scene = new TestChats(node);
    client = scene.user();
    chat = scene.chat(client, scene.user());
  }

  @Test
  void aLockedChatDelaysNoOther() throws SQLException {
    List<ChatId> others = Stream.generate(() -> scene.chat(client, scene.user())).limit(4).toList();
    CompletionStage<Appended> delayed;
    try (OtherTransaction other = new OtherTransaction(node.dataSource())) {
      other.execute(lock(chat));
      delayed = append("delayed");
      append("delayed too");
      others.forEach(it -> assertThat(scene.say(it, client, "not delayed")).hasSize(1));
      assertThat(delayed.toCompletableFuture()).isNotDone();
    }
    assertThat(TestChats.await(delayed).stored()).hasSize(1);
    scene.say(chat, client, "last");
    assertThat(scene.all(chat))
        .extracting(message -> message.content().text())
        .containsExactly("delayed", "delayed too", "last");
  }

  /** Two other transactions hand the lock to each other, so that it is never free. */
  @Test
  void aChatThatIsLockedAgainAndAgainHasItsTurn() throws Exception {
    try (TestNode hurried = TestNode.of(server, BUDGET);
        LockRelay one = new LockRelay(node.dataSource(), lock(chat));
        LockRelay other = new LockRelay(node.dataSource(), lock(chat))) {
      await().until(() -> hurried.database().answers() && one.turns() > 1 && other.turns() > 1);
      TestChats hasty = new TestChats(hurried);
      for (int i = 0; i < 10; i++) {
        NewMessage message = TestChats.text("id " + i, "message " + i);
        assertThat(hasty.post(chat, client, message).stored()).hasSize(1);
        assertThat(hasty.post(chat, client, message).results())
            .hasOnlyElementsOfType(Repeated.class);
      }
      assertThat(one.turns() + other.turns()).isGreaterThan(20);
    }
    assertThat(scene.all(chat))
        .extracting(message -> message.content().text())
        .isEqualTo(IntStream.range(0, 10).mapToObj(i -> "message " + i).toList());
  }

  @Test
  void appendsToAChatThatStaysLockedFailInTime() throws SQLException {
    try (TestNode hurried = TestNode.of(server, BUDGET);
        OtherTransaction other = new OtherTransaction(node.dataSource())) {
      await().until(hurried.database()::answers);
      other.execute(lock(chat));
      long start = System.nanoTime();
      assertThatThrownBy(() -> new TestChats(hurried).say(chat, client, "x"))
          .isInstanceOf(StoreUnavailableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET.plusMillis(400));
      assertThatThrownBy(() -> new TestChats(hurried).close(chat))
          .isInstanceOf(StoreUnavailableException.class);
    }
    assertThat(scene.all(chat)).isEmpty();
  }

  /** As after a node froze while it stored messages of many chats. */
  @Test
  void manyChatsThatStayLockedLeaveConnectionsToOthers() throws Exception {
    List<ChatId> locked =
        Stream.generate(() -> scene.chat(client, scene.user())).limit(20).toList();
    AtomicInteger refused = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    try (TestNode hurried = TestNode.of(server, BUDGET);
        OtherTransaction frozen = new OtherTransaction(node.dataSource());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      awaitFullPool(hurried);
      for (ChatId one : locked) {
        frozen.execute(lock(one));
      }
      locked.forEach(one -> threads.execute(() -> closeUntil(over, hurried, one, refused)));
      try {
        for (int round = 1; round <= 4; round++) {
          int enough = round * locked.size();
          await().until(() -> refused.get() >= enough);
          assertJoins(hurried);
          // MariaDB would end it otherwise.
          frozen.execute("DO 1");
        }
      } finally {
        over.set(true);
      }
    }
  }

  private void assertJoins(TestNode hurried) {
    UserId late = scene.user();
    new TestChats(hurried).join(chat, late, UserType.DOCTOR);
    assertThat(hurried.directory().openedChats(List.of(late))).hasSize(1);
  }

  private static void closeUntil(
      AtomicBoolean over, TestNode hurried, ChatId locked, AtomicInteger refused) {
    while (!over.get()) {
      assertThatThrownBy(() -> new TestChats(hurried).close(locked))
          .isInstanceOf(StoreUnavailableException.class);
      refused.incrementAndGet();
    }
  }

  private static void awaitFullPool(TestNode node) {
    HikariDataSource pool = node.dataSource();
    await()
        .until(() ->
            node.database().answers()
                && pool.getHikariPoolMXBean().getIdleConnections() == pool.getMaximumPoolSize());
  }

  @Test
  void aLockWaitThatTimesOutIsRepeated() throws SQLException {
    CompletableFuture<Changed> change;
    try (OtherTransaction other = new OtherTransaction(node.dataSource())) {
      other.execute(lock(chat));
      change = CompletableFuture.supplyAsync(() -> scene.close(chat), TestNode.threads());
      String first = awaitWaiting("");
      awaitWaiting(first);
    }
    assertThat(TestChats.await(change).isChange()).isTrue();
    assertThat(scene.find(chat).chat().isClosed()).isTrue();
  }

  @Test
  void aChangeThatADeadlockEndedIsRepeated() throws SQLException {
    long before = deadlocks();
    CompletableFuture<Changed> change;
    try (OtherTransaction other = new OtherTransaction(node.dataSource())) {
      makeHeavy(other);
      other.execute("UPDATE subscriptions SET joined_version = 9 WHERE chat_id = " + chat);
      change = CompletableFuture.supplyAsync(() -> scene.leave(chat, client), TestNode.threads());
      awaitWaiting("");
      other.execute(lock(chat));
    }
    assertThat(TestChats.await(change).isChange()).isTrue();
    assertThat(deadlocks()).isGreaterThan(before);
    assertThat(scene.find(chat).participants().active(client)).isEmpty();
  }

  @Test
  void anAppendThatADeadlockEndedIsRepeated() throws SQLException {
    long before = deadlocks();
    CompletionStage<Appended> append;
    try (OtherTransaction other = new OtherTransaction(node.dataSource())) {
      makeHeavy(other);
      other.execute(
          "INSERT INTO messages (chat_id, seq, user_id, sender_type, type, text, created_at)"
              + " VALUES (%s, 1, 1, 1, 1, 'another node', NOW(3))".formatted(chat));
      append = append("repeated");
      awaitWaiting("");
      other.execute(lock(chat));
    }
    assertThat(TestChats.await(append).stored()).hasSize(1);
    assertThat(deadlocks()).isGreaterThan(before);
    assertThat(scene.all(chat)).hasSize(1);
  }

  private CompletionStage<Appended> append(String text) {
    return node.messages().append(chat, client, List.of(TestChats.text(text)));
  }

  /** InnoDB ends the transaction that has done less. */
  private static void makeHeavy(OtherTransaction other) throws SQLException {
    other.execute(
        "INSERT INTO chat_history (chat_id, version, what, happened_at)"
            + " WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
            + " SELECT i, 1, 1, NOW(3) FROM n");
  }

  /** Blocks until a transaction other than the given one waits for a lock. */
  private static String awaitWaiting(String notThis) {
    return await()
        .until(() -> ask(WAITING), waiting -> !waiting.isEmpty() && !waiting.equals(notThis));
  }

  private static long deadlocks() throws SQLException {
    return Long.parseLong(
        ask("SELECT count FROM information_schema.innodb_metrics WHERE name = 'lock_deadlocks'"));
  }

  private static String ask(String sql) throws SQLException {
    try (OtherTransaction session = new OtherTransaction(node.dataSource())) {
      return session.ask(sql);
    }
  }

  private static String lock(ChatId chat) {
    return "SELECT id FROM chats WHERE id = " + chat + " FOR UPDATE";
  }
}
