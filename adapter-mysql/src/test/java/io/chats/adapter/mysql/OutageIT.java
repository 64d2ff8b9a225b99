package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.contract.Concurrently;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the database is away every call fails in time; calls work again when it is back. */
@EachDatabase
class OutageIT {

  private static final Duration BUDGET = Duration.ofMillis(750);

  /** An allowance for a busy machine. */
  private static final Duration MARGIN = Duration.ofMillis(400);

  private final PrivateDatabase server;
  private TestNode node;
  private TestChats scene;
  private UserId client;
  private ChatId chat;

  OutageIT(Databases kind) {
    this.server = kind.start();
  }

  @BeforeEach
  void start() {
    node = TestNode.of(server, BUDGET);
    scene = new TestChats(node);
    client = scene.user();
    await().until(node.database()::answers);
    try (TestNode patient = TestNode.of(server)) {
      chat = new TestChats(patient).chat(client, scene.user());
      new TestChats(patient).say(chat, client, "before");
    }
  }

  @AfterEach
  void stop() {
    node.close();
    server.close();
  }

  @Test
  void allFailInTimeWhileItIsFrozen() {
    server.freeze();
    assertAllFailInTime();
    assertAllFailInTime();
    server.thaw();
    assertAllIsWell();
  }

  @Test
  void allFailInTimeWhileItIsDead() {
    server.kill();
    assertAllFailInTime();
    server.startAgain();
    assertAllIsWell();
  }

  @Test
  void manyAppendsFailInTimeWhileItIsFrozen() {
    server.freeze();
    Callable<Void> append =
        () -> {
          assertFailsInTime(() -> scene.say(chat, client, "lost"));
          return null;
        };
    Concurrently.all(Collections.nCopies(500, append));
    server.thaw();
    assertAllIsWell();
  }

  @Test
  void nothingShowsThePassword() {
    server.kill();
    Throwable failure = catchThrowable(() -> scene.find(chat));
    assertThat(FailureText.of(failure)).doesNotContain(server.password());
    server.startAgain();
    DataSourceSettings wrong =
        TestNode.settings(server).credentials(server.user(), "not " + server.password()).build();
    try (HikariDataSource pool = MySqlDataSource.open(wrong)) {
      Throwable refused =
          catchThrowable(() -> new Transactions(pool, BUDGET).read(h -> h.execute("SELECT 1")));
      assertThat(refused).isInstanceOf(StoreUnavailableException.class);
      assertThat(FailureText.of(refused)).doesNotContain(server.password());
    }
  }

  private void assertAllFailInTime() {
    Stream<ThrowingCallable> calls =
        Stream.of(
            () -> node.chats().find(chat),
            () -> scene.close(chat),
            () -> scene.say(chat, client, "x"),
            () -> node.history().afterSeq(chat, 0, 10),
            () -> node.directory().activeChats(client, Optional.empty(), 10),
            () -> node.directory().openedChats(List.of(client)));
    calls.forEach(OutageIT::assertFailsInTime);
    assertThat(node.directory().activeChat(client, chat))
        .failsWithin(BUDGET.plus(MARGIN))
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailableException.class);
    assertThat(node.database().answers()).isFalse();
  }

  private static void assertFailsInTime(ThrowingCallable call) {
    long start = System.nanoTime();
    assertThat(catchThrowable(call)).isInstanceOf(StoreUnavailableException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET.plus(MARGIN));
  }

  private void assertAllIsWell() {
    await().until(node.database()::answers);
    await().ignoreExceptions().until(() -> scene.say(chat, client, "after").size() == 1);
    assertThat(scene.find(chat).chat().isClosed()).isFalse();
    assertThat(scene.all(chat).getFirst().content().text()).isEqualTo("before");
  }
}
