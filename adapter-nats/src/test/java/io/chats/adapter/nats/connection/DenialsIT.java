package io.chats.adapter.nats.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.nats.bus.BusApi;
import io.chats.adapter.nats.bus.BusListener;
import io.chats.testing.services.nats.NatsOptions;
import io.chats.testing.services.nats.PrivateNats;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node knows what it may not do on the bus, says so, and notices when it may again. */
class DenialsIT {

  private static final String TOPIC = "chats.1.0";
  private static final BusApi API =
      (request, most) -> CompletableFuture.completedFuture("{}".getBytes(UTF_8));

  private final LoggedLines log = new LoggedLines();

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void aSubjectThatIsDeniedFromTheStartIsKnownLoggedAndTriedAgain() throws Exception {
    try (PrivateNats nats = PrivateNats.start(denying("subscribe", TOPIC));
        TestNode node = node(nats)) {
      new BusListener(node.requests(), TOPIC, API).start();
      soon().until(() -> node.requests().denials().subscriptions().contains(TOPIC));
      assertThat(linesOf(TOPIC)).isEqualTo(1);
      assertThat(node.requests().denials().deniedSubscriptions()).isPositive();

      nats.reload(ALLOWED);
      soon().until(() -> node.requests().denials().subscriptions().isEmpty());
      thenAnswers(nats);
      soon().until(() -> log.all().stream().anyMatch(line -> line.contains("everything again")));
    }
  }

  @Test
  void aSubjectThatIsDeniedAfterAReconnectIsLoggedAgain() {
    try (PrivateNats nats = PrivateNats.start(denying("subscribe", TOPIC));
        TestNode node = node(nats)) {
      new BusListener(node.requests(), TOPIC, API).start();
      soon().until(() -> linesOf(TOPIC) == 1);
      for (int i = 2; i <= 3; i++) {
        int lines = i;
        nats.kill();
        node.awaitDown();
        nats.startAgain();
        node.awaitUp();
        soon().until(() -> linesOf(TOPIC) == lines);
        soon().until(() -> node.requests().denials().subscriptions().contains(TOPIC));
      }
    }
  }

  @Test
  void aSubjectThatIsTakenAwayByAReloadIsKnown() throws Exception {
    try (PrivateNats nats = PrivateNats.start(ALLOWED);
        TestNode node = node(nats)) {
      new BusListener(node.requests(), TOPIC, API).start();
      thenAnswers(nats);
      assertThat(node.requests().denials().subscriptions()).isEmpty();
      nats.reload(denying("subscribe", TOPIC));
      soon().until(() -> node.requests().denials().subscriptions().contains(TOPIC));
      nats.reload(ALLOWED);
      soon().until(() -> node.requests().denials().subscriptions().isEmpty());
      thenAnswers(nats);
    }
  }

  /** The subject on which replies to this node arrive belongs to the library. */
  @Test
  void repliesThatAreDeniedComeBackByANewConnection() throws Exception {
    try (PrivateNats nats = PrivateNats.start(denying("subscribe", "_INBOX.>"));
        TestNode service = TestNode.on(nats);
        TestNode node = node(nats)) {
      new BusListener(service.requests(), TOPIC, API).start();
      node.requests().request(TOPIC, "x".getBytes(UTF_8), Duration.ofMillis(100));
      soon().until(() -> !node.requests().denials().subscriptions().isEmpty());
      nats.reload(ALLOWED);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> node.requests().denials().subscriptions().isEmpty() && answers(node));
    }
  }

  @Test
  void publishingThatIsDeniedIsKnownForAWhile() {
    try (PrivateNats nats = PrivateNats.start(denying("publish", "users.1.0"));
        TestNode node = node(nats)) {
      node.requests().publish("users.1.0", new byte[0]);
      soon().until(() -> node.requests().denials().publishing().contains("users.1.0"));
      assertThat(node.requests().denials().deniedPublishing()).isEqualTo(1);
      assertThat(node.requests().denials().subscriptions()).isEmpty();
      assertThat(log.all())
          .contains(
              "WARN NATS (requests) does not allow this node to publish to users.1.0. Check the"
                  + " permissions of its user");
    }
  }

  private static final NatsOptions ALLOWED = permissions("");

  private static NatsOptions denying(String operation, String subject) {
    return permissions(", permissions: { %s: { deny: \"%s\" } }".formatted(operation, subject));
  }

  private static NatsOptions permissions(String permissions) {
    return NatsOptions.DEFAULT.with(
        """
        authorization { users: [
          { user: node, password: pass%s }
          { user: other, password: pass }
        ] }
        no_auth_user: other
        """
            .formatted(permissions));
  }

  private static TestNode node(PrivateNats nats) {
    NatsSettings settings =
        NatsSettings.of(nats.url(), Optional.empty(), "test", TestNode.LONGEST_PAUSE);
    TestNode node =
        new TestNode(settings.withCredentials(new NatsCredentials.UserPassword("node", "pass")));
    node.awaitUp();
    return node;
  }

  private static void thenAnswers(PrivateNats nats) {
    try (TestNode caller = TestNode.on(nats)) {
      soon().until(() -> answers(caller));
    }
  }

  private static boolean answers(TestNode caller) throws InterruptedException {
    try {
      caller
          .requests()
          .request(TOPIC, "x".getBytes(UTF_8), Duration.ofSeconds(1))
          .get(2, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private int linesOf(String subject) {
    String line = "does not allow this node to subscribe to " + subject + ".";
    return (int) log.all().stream().filter(it -> it.contains(line)).count();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(10));
  }
}
