package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.Json;
import io.chats.launcher.harness.ManagementPages;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
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

/** The readiness of a node, and its health report while each service is away (spec 2, 9). */
class HealthIT {

  private static RealServices services;
  private static Node node;

  @BeforeAll
  static void start() {
    services = new RealServices();
    node = Node.start(environment());
  }

  @AfterAll
  static void stop() {
    node.close();
    services.close();
  }

  @Test
  void eachServiceIsWatchedByNameAndOnlyThoseThatMatterTakeTheNodeOut() {
    everythingIsUp();

    services.redis.kill();
    soon().until(() -> ManagementPages.state(node, "cache").equals("down"));
    assertThat(ManagementPages.ready(node).statusCode()).isEqualTo(200);
    services.redis.startAgain();
    soon().until(() -> ManagementPages.state(node, "cache").equals("up"));

    takesTheNodeOut("database", services.mariaDb::freeze, services.mariaDb::thaw);
    takesTheNodeOut("database", services.mariaDb::kill, services.mariaDb::startAgain);
    takesTheNodeOut("bus", services.nats::kill, services.nats::startAgain);
    assertThat(node.jvm().output())
        .contains("The database is away since", "The database is back after")
        .doesNotContain(services.mariaDb.password());
  }

  /** Both connections stay up for some time, but nothing comes through: the bus path is down. */
  @Test
  void aFrozenBusIsNoticedByTheMessageThatDoesNotComeBack() {
    everythingIsUp();
    takesTheNodeOut("bus path", services.nats::freeze, services.nats::thaw);
  }

  @Test
  void aNodeThatIsStartingIsLiveButNotReady() {
    services.mariaDb.kill();
    try (Node starting = Node.launch(environment())) {
      starting.jvm().awaitLine("Waiting for the database", Duration.ofSeconds(15));
      String management = starting.managementInLog();
      assertThat(ManagementPages.get(management + "/health/live").statusCode()).isEqualTo(200);
      JsonNode ready = Json.read(ManagementPages.get(management + "/health/ready").body());
      assertThat(ready.get("ready").asBoolean()).isFalse();
      assertThat(ready.get("phase").asText()).isEqualTo("starting");
      assertThat(ready.at("/dependencies/database/state").asText()).isEqualTo("down");
    } finally {
      services.mariaDb.startAgain();
    }
  }

  /** All services are there, but the first callers would wait. */
  @Test
  void aNodeThatIsWarmingUpIsNotReady() throws SQLException {
    everythingIsUp();
    try (Connection database = services.connect();
        Statement statement = database.createStatement()) {
      statement.execute("LOCK TABLES chats WRITE, subscriptions WRITE");
      try (Node starting = Node.launch(environment())) {
        String ready = starting.managementInLog() + "/health/ready";
        soon().until(() -> isUp(ready, "bus path") && isUp(ready, "database"));
        JsonNode warmingUp = Json.read(ManagementPages.get(ready).body());
        assertThat(warmingUp.get("phase").asText()).isEqualTo("starting");
        assertThat(ManagementPages.get(ready).statusCode()).isEqualTo(503);
        statement.execute("UNLOCK TABLES");
        soon().until(() -> ManagementPages.get(ready).statusCode() == 200);
      }
    }
  }

  private static boolean isUp(String ready, String dependency) {
    JsonNode all = Json.read(ManagementPages.get(ready).body()).get("dependencies");
    return all.path(dependency).path("state").asText().equals("up");
  }

  private static void everythingIsUp() {
    soon().until(() -> ManagementPages.ready(node).statusCode() == 200);
    JsonNode ready = Json.read(ManagementPages.ready(node).body());
    assertThat(ready.get("phase").asText()).isEqualTo("serving");
    for (String name : new String[] {"database", "bus", "bus path", "cache"}) {
      soon().until(() -> ManagementPages.state(node, name).equals("up"));
      String since = ready.get("dependencies").get(name).get("since").asText();
      assertThat(Instant.parse(since)).isBeforeOrEqualTo(Instant.now());
    }
  }

  private static void takesTheNodeOut(String name, Runnable away, Runnable back) {
    away.run();
    soon().until(() -> ManagementPages.state(node, name).equals("down"));
    assertThat(ManagementPages.ready(node).statusCode()).isEqualTo(503);
    assertThat(ManagementPages.get(node.management() + "/health/live").statusCode()).isEqualTo(200);
    back.run();
    soon().until(() -> ManagementPages.ready(node).statusCode() == 200);
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
