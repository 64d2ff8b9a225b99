package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.ManagementPages;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.Upstreams;
import io.chats.launcher.harness.WsClient;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.nats.NatsOptions;
import io.chats.testing.services.nats.PrivateNatsCluster;
import io.chats.testing.services.redis.PrivateRedis;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Health, metrics and the log say within ten seconds what NATS denies a node, and that nodes do not
 * hear each other; and that it is over (spec 9).
 */
class BusHealthIT {

  private static final String TOPIC = "chats.health";
  private static final NatsOptions ALLOWED = permissions("");

  private static PrivateNatsCluster nats;
  private static PrivateMariaDb mariaDb;
  private static PrivateRedis redis;
  private static Upstreams upstreams;
  private static BusClient bus;
  private static Node node;
  private static Node other;

  @BeforeAll
  static void start() {
    nats = PrivateNatsCluster.startPair(ALLOWED);
    mariaDb = PrivateMariaDb.start();
    redis = PrivateRedis.start();
    upstreams = new Upstreams(nats.urls());
    bus = new BusClient(nats.server(0).url(), TOPIC);
    node = Node.launch(environment(0));
    other = Node.launch(environment(1));
    node.awaitReady();
    other.awaitReady();
  }

  @AfterAll
  static void stop() {
    other.close();
    node.close();
    bus.close();
    upstreams.close();
    redis.close();
    mariaDb.close();
    nats.close();
  }

  @Test
  void aSubjectThatMayNotBeSubscribedTakesTheNodeOutUntilItMay() {
    awaitAllUp();
    nats.server(0).reload(permissions(", permissions: { subscribe: { deny: \"" + TOPIC + "\" } }"));
    soon().until(() -> ManagementPages.state(node, "bus subscriptions").equals("down"));
    assertThat(ManagementPages.ready(node).statusCode()).isEqualTo(503);
    assertThat(metric(node, "chats_bus_denied_total{operation=\"subscribe\"}")).isPositive();
    assertThat(metric(node, "chats_dependency_up{dependency=\"bus subscriptions\"}")).isZero();
    node.jvm().awaitLine("does not allow this node to subscribe to " + TOPIC + ".", SOON);
    assertThat(ManagementPages.ready(other).statusCode()).isEqualTo(200);

    nats.server(0).reload(ALLOWED);
    soon().until(() -> ManagementPages.ready(node).statusCode() == 200);
    assertThat(ManagementPages.state(node, "bus subscriptions")).isEqualTo("up");
  }

  @Test
  void publishingThatIsDeniedIsShownAndTakesNoNodeOut() {
    awaitAllUp();
    nats.server(0)
        .reload(permissions(", permissions: { publish: { deny: \"" + TOPIC + ".cluster.>\" } }"));
    soon().until(() -> ManagementPages.state(node, "bus publishing").equals("down"));
    assertThat(ManagementPages.ready(node).statusCode()).isEqualTo(200);
    assertThat(metric(node, "chats_bus_denied_total{operation=\"publish\"}")).isPositive();
    node.jvm().awaitLine("does not allow this node to publish to " + TOPIC + ".cluster.", SOON);

    nats.server(0).reload(ALLOWED);
    await()
        .atMost(Duration.ofSeconds(45))
        .until(() -> ManagementPages.state(node, "bus publishing").equals("up"));
  }

  /** A caller may name any subject for its reply; that says nothing about the node. */
  @Test
  void aReplyToASubjectThatIsDeniedTakesNothingDown() {
    awaitAllUp();
    nats.server(0).reload(permissions(", permissions: { publish: { deny: \"forbidden.>\" } }"));
    double before = metric(node, "chats_bus_denied_total{operation=\"publish\"}");
    for (int i = 0; i < 20; i++) {
      bus.publish("GET", "/chats/chats", Map.of("user_id", 1), "forbidden.reply");
    }
    soon().until(() -> metric(node, "chats_bus_denied_total{operation=\"publish\"}") > before);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> ManagementPages.state(node, "bus publishing").equals("up"));
    nats.server(0).reload(ALLOWED);
  }

  @Test
  void aRouteThatIsCutBetweenTwoServersIsShownByBothNodes() {
    awaitAllUp();
    long chat = bus.chat(7, 701, 702);
    try (WsClient client = WsClient.connect(node.webSocket(), 701);
        WsClient doctor = WsClient.connect(other.webSocket(), 702)) {
      client.post(chat, "before", "Hello");
      doctor.awaitMessage("before");
      double before = metric(other, "chats_announcements_missed_total");
      nats.cutRoute();
      client.post(chat, "cut", "Hello?");
      doctor.awaitMessage("cut"); // read in the database (spec G5)
      soon().until(() -> metric(other, "chats_announcements_missed_total") > before);
      soon().until(() -> ManagementPages.state(other, "announcement path").equals("down"));
      soon().until(() -> ManagementPages.state(node, "other nodes").equals("down"));
      soon().until(() -> ManagementPages.state(other, "other nodes").equals("down"));
      assertThat(metric(node, "chats_dependency_up{dependency=\"other nodes\"}")).isZero();
      assertThat(ManagementPages.ready(node).statusCode()).isEqualTo(200);
      node.jvm().awaitLine("is not heard any more", SOON);

      nats.restoreRoute();
      soon().until(() -> ManagementPages.state(node, "other nodes").equals("up"));
      soon().until(() -> ManagementPages.state(other, "other nodes").equals("up"));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> ManagementPages.state(other, "announcement path").equals("up"));
    }
  }

  /** What was announced is not taken for missed, however fast it comes. */
  @Test
  void nothingCountsAsMissedWhileAllIsWell() {
    awaitAllUp();
    double before = metric(other, "chats_announcements_missed_total");
    long chat = bus.chat(8, 801, 802);
    try (WsClient client = WsClient.connect(node.webSocket(), 801);
        WsClient doctor = WsClient.connect(other.webSocket(), 802)) {
      for (int i = 0; i < 300; i++) {
        client.post(chat, "m" + i, "Hello");
      }
      doctor.awaitMessage("m299");
      await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(9)).until(() -> true);
    }
    assertThat(metric(other, "chats_announcements_missed_total")).isEqualTo(before);
  }

  private static final Duration SOON = Duration.ofSeconds(10);

  private static void awaitAllUp() {
    for (Node each : new Node[] {node, other}) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !ManagementPages.ready(each).body().contains("\"down\""));
    }
  }

  private static double metric(Node of, String name) {
    return ManagementPages.metrics(of)
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }

  private static Map<String, String> environment(int server) {
    Map<String, String> environment = new HashMap<>();
    environment.put("BUS_URL", nats.server(server).url());
    environment.put("BUS_USER", "node");
    environment.put("BUS_PASSWORD", "s3cret");
    environment.put("BUS_TOPIC", TOPIC);
    environment.put("BUS_TIMEOUT", "5000");
    environment.put("DB_HOST", mariaDb.host());
    environment.put("DB_PORT", Integer.toString(mariaDb.port()));
    environment.put("DB_USER", mariaDb.user());
    environment.put("DB_PASSWORD", mariaDb.password());
    environment.put("DB_NAME", mariaDb.database());
    environment.put("REDIS_HOST", redis.host());
    environment.put("REDIS_PORT", Integer.toString(redis.port()));
    environment.put("WEBSOCKET_RATE", "0");
    return environment;
  }

  /** The nodes of Chats are one user, everybody else another one. */
  private static NatsOptions permissions(String permissions) {
    return NatsOptions.DEFAULT
        .withoutAdvertising()
        .with(
            """
            authorization { users: [
              { user: node, password: s3cret%s }
              { user: other, password: pass }
            ] }
            no_auth_user: other
            """
                .formatted(permissions));
  }

  private static ConditionFactory soon() {
    return await().atMost(SOON).pollInterval(Duration.ofMillis(100));
  }
}
