package io.chats.adapter.nats.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chats.testing.services.nats.NatsOptions;
import io.chats.testing.services.nats.PrivateNats;
import io.chats.testing.services.nats.PrivateNatsCluster;
import io.nats.client.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A link connects to its server at the start, and again after any loss. */
class NatsLinkIT {

  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  private final LoggedLines log = new LoggedLines();

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void waitsForAServerThatIsNotThereYet() {
    try (PrivateNats nats = PrivateNats.start()) {
      nats.kill();
      try (TestNode node = new TestNode(nats.url(), Optional.empty())) {
        await().untilAsserted(() -> assertThat(log.all()).hasSize(2));
        nats.startAgain();
        node.awaitUp();
        thenReceives(node);
      }
    }
  }

  @Test
  void comesBackAfterTheServerWasKilled() {
    try (PrivateNats nats = PrivateNats.start();
        TestNode node = TestNode.on(nats)) {
      Ear ear = new Ear();
      node.requests().listen(ear);
      for (int i = 0; i < 3; i++) {
        nats.kill();
        node.awaitDown();
        assertThat(node.requests().publish("ear", HELLO)).isFalse();
        nats.startAgain();
        node.awaitUp();
        thenReceives(node);
      }
      await().untilAsserted(() -> assertThat(ear.life).hasSize(1 + 3 * 3));
      assertThat(ear.life).startsWith("connected", "down", "connected", "up", "down");
    }
  }

  @Test
  void aListenerThatFailsEndsNeitherTheLinkNorOtherListeners() {
    try (PrivateNats nats = PrivateNats.start();
        TestNode node = TestNode.on(nats)) {
      Ear ear = new Ear();
      node.requests().listen(new FailingListener());
      node.requests().listen(ear);
      nats.kill();
      node.awaitDown();
      nats.startAgain();
      node.awaitUp();
      await()
          .untilAsserted(
              () -> assertThat(ear.life).containsExactly("connected", "down", "connected", "up"));
      thenReceives(node);
    }
  }

  @Test
  void noticesAFrozenServerAndComesBack() {
    try (PrivateNats nats = PrivateNats.start();
        TestNode node = TestNode.on(nats)) {
      long frozen = System.nanoTime();
      nats.freeze();
      node.awaitDown();
      assertThat(Duration.ofNanos(System.nanoTime() - frozen)).isLessThan(Duration.ofSeconds(5));
      nats.thaw();
      node.awaitUp();
      thenReceives(node);
    }
  }

  @Test
  void neverWaitsForAFrozenServer() {
    try (PrivateNats nats = PrivateNats.start();
        TestNode node = TestNode.on(nats)) {
      byte[] large = new byte[100_000];
      nats.freeze();
      long start = System.nanoTime();
      int sent = 0;
      while (node.requests().publish("nobody", large) && sent < 10_000) {
        sent++;
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertThat(sent).isLessThan(1_000);
      assertThat(node.requests().request("nobody", HELLO, Duration.ofSeconds(1)))
          .isCompletedExceptionally();
      node.awaitDown();
      nats.thaw();
      node.awaitUp();
      thenReceives(node);
    }
  }

  @Test
  void triesAgainForEverWhenTheTokenIsRefused() {
    try (PrivateNats nats = PrivateNats.start(NatsOptions.DEFAULT.withToken("right"));
        TestNode node = new TestNode(nats.url(), Optional.of("wrong-secret"))) {
      await().untilAsserted(() -> assertThat(log.all()).hasSize(2));
      await().during(Duration.ofSeconds(1)).until(() -> log.all().size() == 2);
      assertThat(log.all()).allMatch(line -> line.endsWith("it refuses the token"));
      assertThat(log.all()).noneMatch(line -> line.contains("secret"));
      assertThat(node.requests().state().up()).isFalse();
    }
  }

  @Test
  void comesBackAfterItsTokenWasRefusedForAWhile() {
    try (PrivateNats guarded = PrivateNats.start(NatsOptions.DEFAULT.withToken("other"));
        PrivateNats open = PrivateNats.start();
        TestNode node = TestNode.on(open, guarded)) {
      open.kill();
      await()
          .untilAsserted(
              () -> assertThat(log.all()).anyMatch(line -> line.contains("is away since")));
      node.awaitDown();
      open.startAgain();
      node.awaitUp();
      thenReceives(node);
    }
  }

  @Test
  void findsAnotherServerOfItsClusterThoughItWasToldOfOneOnly() {
    try (PrivateNatsCluster cluster = PrivateNatsCluster.start(2);
        TestNode node = TestNode.on(cluster.server(0))) {
      cluster.server(0).kill();
      await().until(() -> log.all().stream().filter(l -> l.contains("is back after")).count() == 2);
      node.awaitUp();
      thenReceives(node);
    }
  }

  /** Lame duck mode: a server that is about to stop closes its connections one by one. */
  @Test
  void goesOnWithAnotherServerWhenItsOwnRetires() {
    NatsOptions options =
        NatsOptions.DEFAULT.with("lame_duck_grace_period: \"1s\"\nlame_duck_duration: \"30s\"");
    try (PrivateNatsCluster cluster = PrivateNatsCluster.start(2, options);
        TestNode node = TestNode.on(cluster.server(0))) {
      cluster.server(0).retire();
      await()
          .atMost(Duration.ofSeconds(40))
          .until(() -> log.all().stream().filter(l -> l.contains("is back after")).count() == 2);
      node.awaitUp();
      thenReceives(node);
    }
  }

  @Test
  void saysWhenItGoesAndWhenItIsBackAndNothingBetween() {
    try (PrivateNats nats = PrivateNats.start(NatsOptions.DEFAULT.withToken("secret"));
        TestNode node = TestNode.on(nats)) {
      assertThat(log.all()).hasSize(2).allMatch(line -> line.contains("is there"));
      nats.kill();
      node.awaitDown();
      await().during(Duration.ofSeconds(1)).until(() -> log.all().size() == 4);
      nats.startAgain();
      node.awaitUp();
      assertThat(log.all()).hasSize(6);
      assertThat(log.all().subList(2, 4)).allMatch(line -> line.startsWith("WARN NATS"));
      assertThat(log.all().subList(4, 6)).allMatch(line -> line.contains("is back after"));
      assertThat(log.all()).noneMatch(line -> line.contains("secret"));
    }
  }

  @Test
  void knowsSinceWhenItIsThere() {
    try (PrivateNats nats = PrivateNats.start();
        TestNode node = TestNode.on(nats)) {
      NatsLink.State up = node.requests().state();
      nats.kill();
      node.awaitDown();
      assertThat(node.requests().state().since()).isAfter(up.since());
    }
  }

  @Test
  void dropsMessagesThatTheServerWouldRefuse() {
    try (PrivateNats nats = PrivateNats.start(NatsOptions.DEFAULT.withMaxPayload(1000));
        TestNode node = TestNode.on(nats)) {
      assertThat(node.requests().maxPayload()).isEqualTo(1000);
      assertThat(node.requests().publish("x", new byte[1001])).isFalse();
      assertThat(node.requests().publish("not a subject", HELLO)).isFalse();
      assertThat(node.requests().publish("x", new byte[1000])).isTrue();
      thenReceives(node);
    }
  }

  @Test
  void failsARequestAtOnceWhenNobodyIsThere() {
    try (PrivateNats nats = PrivateNats.start();
        TestNode node = TestNode.on(nats)) {
      CompletableFuture<?> reply = node.requests().request("nobody", HELLO, Duration.ofMinutes(1));
      assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS)).isNotNull();
      assertThat(reply).isCompletedExceptionally();
    }
  }

  @Test
  void sendsWaitingMessagesBeforeItCloses() {
    try (PrivateNats nats = PrivateNats.start();
        TestNode hearer = TestNode.on(nats)) {
      Ear ear = new Ear();
      hearer.requests().listen(ear);
      hearer.requests().flush(Duration.ofSeconds(5));
      try (TestNode speaker = TestNode.on(nats)) {
        for (int i = 0; i < 10_000; i++) {
          speaker.requests().publish("ear", HELLO);
        }
      }
      await().untilAsserted(() -> assertThat(ear.heard).hasSize(10_000));
    }
  }

  @Test
  void proveThemselvesByALoopback() throws InterruptedException {
    try (PrivateNats nats = PrivateNats.start();
        TestNode node = TestNode.on(nats)) {
      LoopbackProbe loopback = new LoopbackProbe(node.connections(), "test.node.1");
      await().until(() -> loopback.hearsItself(Duration.ofSeconds(1)));
      nats.freeze();
      assertThat(loopback.hearsItself(Duration.ofMillis(100))).isFalse();
      nats.thaw();
      nats.restart();
      await().until(() -> loopback.hearsItself(Duration.ofSeconds(1)));
    }
  }

  private static void thenReceives(TestNode node) {
    Ear ear = new Ear();
    node.requests().listen(ear);
    assertThat(node.events().publish("ear", HELLO)).isTrue();
    await()
        .untilAsserted(() -> {
          node.events().publish("ear", HELLO);
          assertThat(ear.heard).contains("hello");
        });
  }

  private static final class FailingListener implements LinkListener {

    @Override
    public void connected(Connection connection) {
      throw new StackOverflowError("when connected");
    }

    @Override
    public void up() {
      throw new StackOverflowError("when up");
    }

    @Override
    public void down() {
      throw new StackOverflowError("when down");
    }
  }

  private static final class Ear implements LinkListener {

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final Queue<String> life = new ConcurrentLinkedQueue<>();

    @Override
    public void connected(Connection connection) {
      life.add("connected");
      connection
          .createDispatcher(message -> heard.add(new String(message.getData(), UTF_8)))
          .subscribe("ear");
    }

    @Override
    public void up() {
      life.add("up");
    }

    @Override
    public void down() {
      life.add("down");
    }
  }
}
