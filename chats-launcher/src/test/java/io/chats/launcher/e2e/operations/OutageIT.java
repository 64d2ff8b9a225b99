package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A node waits for services that are away at start; if they go later it answers errors in time and
 * recovers.
 */
class OutageIT {

  private static final Map<String, Object> LIST = Map.of("user_id", 1);

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
  void theDatabaseIsWaitedForAtStart() {
    services.mariaDb.kill();
    try (Node node = Node.launch(services.environment())) {
      node.jvm().awaitLine("database", Duration.ofSeconds(15));
      services.mariaDb.startAgain();
      assertTalks(node.awaitReady());
    }
  }

  @Test
  void theBusIsWaitedForAtStart() {
    services.nats.kill();
    try (Node node = Node.launch(services.environment())) {
      node.jvm().awaitLine("bus", Duration.ofSeconds(15));
      services.nats.startAgain();
      assertTalks(node.awaitReady());
    }
  }

  @Test
  void withoutRedisItStartsAndWorks() {
    services.redis.kill();
    try (Node node = Node.start(services.environment())) {
      assertTalks(node);
    } finally {
      services.redis.startAgain();
    }
  }

  @Test
  void withTheDatabaseFrozenErrorsComeInTimeAndWithoutTheBusOpenSessionsKeepChatting() {
    Map<String, String> environment = services.environment();
    environment.put("BUS_TIMEOUT", "1000");
    try (Node node = Node.start(environment);
        BusClient bus = services.bus()) {
      assertTalks(node);
      errorsComeInTimeWhileTheDatabaseIsFrozen(bus);
      assertTalks(node);
      openSessionsKeepChattingWithoutTheBus(node, bus);
    }
  }

  private static void errorsComeInTimeWhileTheDatabaseIsFrozen(BusClient bus) {
    services.mariaDb.freeze();
    Instant asked = Instant.now();
    JsonNode reply = bus.request("GET", "/chats/chats", LIST);
    assertThat(reply.path("error").path("code").asInt()).isEqualTo(300);
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(1));
    services.mariaDb.thaw();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> bus.request("GET", "/chats/chats", LIST).has("data"));
  }

  private static void openSessionsKeepChattingWithoutTheBus(Node node, BusClient bus) {
    long chat = bus.chat(3, 31, 32);
    try (WsClient client = WsClient.connect(node.webSocket(), 31);
        WsClient doctor = WsClient.connect(node.webSocket(), 32)) {
      services.nats.kill();
      client.post(chat, "alone", "Are you there?");
      doctor.awaitMessage("alone");
      services.nats.startAgain();
      await()
          .ignoreExceptions()
          .atMost(Duration.ofSeconds(20))
          .until(() -> bus.request("GET", "/chats/chats", LIST).has("data"));
      doctor.post(chat, "back", "I am");
      client.awaitMessage("back");
    }
  }

  private static void assertTalks(Node node) {
    try (BusClient bus = services.bus()) {
      long chat = bus.chat(1, 21, 22);
      try (WsClient client = WsClient.connect(node.webSocket(), 21)) {
        client.post(chat, "hello", "Hello");
        client.awaitMessage("hello");
      }
    }
  }
}
