package io.chats.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether a node is ready, and what it says of each service while that is away (SPEC 2, 9). */
class HealthIT {

  private static RealServices services;

  @BeforeAll
  static void start() {
    services = new RealServices();
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  @Test
  void eachServiceIsWatchedByNameAndOnlyThoseThatMatterTakeTheNodeOut() {
    try (Node node = Node.start(environment())) {
      everythingIsUp(node);

      services.redis.kill();
      soon().until(() -> Http.state(node, "cache").equals("down"));
      assertThat(Http.ready(node).statusCode()).isEqualTo(200);
      services.redis.startAgain();
      soon().until(() -> Http.state(node, "cache").equals("up"));

      takesTheNodeOut(node, "database", services.mariaDb::freeze, services.mariaDb::thaw);
      takesTheNodeOut(node, "database", services.mariaDb::kill, services.mariaDb::startAgain);
      takesTheNodeOut(node, "bus", services.nats::kill, services.nats::startAgain);
      assertThat(node.jvm().output())
          .contains("The database is away since", "The database is back after")
          .doesNotContain(services.mariaDb.password());
    }
  }

  /** The path: both connections are up for some time yet, but nothing comes through. */
  @Test
  void aFrozenBusIsNoticedByTheMessageThatDoesNotComeBack() {
    try (Node node = Node.start(environment())) {
      everythingIsUp(node);
      takesTheNodeOut(node, "bus path", services.nats::freeze, services.nats::thaw);
    }
  }

  @Test
  void aNodeThatIsStartingIsLiveButNotReady() {
    services.mariaDb.kill();
    try (Node node = Node.launch(environment())) {
      node.jvm().awaitLine("Waiting for the database", Duration.ofSeconds(15));
      String management = node.managementInLog();
      assertThat(Http.get(management + "/health/live").statusCode()).isEqualTo(200);
      JsonNode ready = Json.read(Http.get(management + "/health/ready").body());
      assertThat(ready.get("ready").asBoolean()).isFalse();
      assertThat(ready.get("phase").asText()).isEqualTo("starting");
      assertThat(ready.at("/dependencies/database/state").asText()).isEqualTo("down");
    } finally {
      services.mariaDb.startAgain();
    }
  }

  /** All is there, but the first to come would wait. */
  @Test
  void aNodeThatIsWarmingUpIsNotReady() throws SQLException {
    try (Node first = Node.start(environment())) {
      everythingIsUp(first);
    }
    try (Connection database = services.connect();
        Statement statement = database.createStatement()) {
      statement.execute("LOCK TABLES chats WRITE, subscriptions WRITE");
      try (Node node = Node.launch(environment())) {
        String ready = node.managementInLog() + "/health/ready";
        soon().until(() -> isUp(ready, "bus path") && isUp(ready, "database"));
        JsonNode warmingUp = Json.read(Http.get(ready).body());
        assertThat(warmingUp.get("phase").asText()).isEqualTo("starting");
        assertThat(Http.get(ready).statusCode()).isEqualTo(503);
        statement.execute("UNLOCK TABLES");
        soon().until(() -> Http.get(ready).statusCode() == 200);
      }
    }
  }

  private static boolean isUp(String ready, String dependency) {
    JsonNode all = Json.read(Http.get(ready).body()).get("dependencies");
    return all.path(dependency).path("state").asText().equals("up");
  }

  private static void everythingIsUp(Node node) {
    soon().until(() -> Http.ready(node).statusCode() == 200);
    JsonNode ready = Json.read(Http.ready(node).body());
    assertThat(ready.get("phase").asText()).isEqualTo("serving");
    for (String name : new String[] {"database", "bus", "bus path", "cache"}) {
      soon().until(() -> Http.state(node, name).equals("up"));
      String since = ready.get("dependencies").get(name).get("since").asText();
      assertThat(Instant.parse(since)).isBeforeOrEqualTo(Instant.now());
    }
  }

  private static void takesTheNodeOut(Node node, String name, Runnable away, Runnable back) {
    away.run();
    soon().until(() -> Http.state(node, name).equals("down"));
    assertThat(Http.ready(node).statusCode()).isEqualTo(503);
    assertThat(Http.get(node.management() + "/health/live").statusCode()).isEqualTo(200);
    back.run();
    soon().until(() -> Http.ready(node).statusCode() == 200);
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = services.environment();
    environment.put("BUS_TIMEOUT", "2000");
    environment.put("RECONNECT_TO_SERVICE", "1");
    return environment;
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100));
  }
}
