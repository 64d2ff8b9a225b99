package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.monitoring.testing.SentryReceiver;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Json;
import io.chats.launcher.harness.ManagementPages;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node that receives a signal stops in the order of spec 9 and loses nothing. */
class StopIT {

  private static final Duration AT_ONCE = Duration.ofSeconds(5);

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
  void sessionsAreServedUntilTheirTurnWhileNothingNewIsTaken() {
    try (SentryReceiver sentry = new SentryReceiver();
        Node node = Node.start(environment(sentry, 6));
        BusClient bus = services.bus()) {
      long chat = bus.chat(1, 41, 42);
      List<WsClient> clients =
          LongStream.of(41, 42, 41).mapToObj(u -> WsClient.connect(node.webSocket(), u)).toList();
      String webSocket = node.webSocket();
      node.jvm().terminate();
      await().until(() -> ManagementPages.ready(node).statusCode() == 503);
      assertThat(Json.read(ManagementPages.ready(node).body()).get("phase").asText())
          .isEqualTo("stopping");
      await().until(() -> clients.stream().filter(WsClient::isOpen).count() < 3);
      Instant firstClosed = Instant.now();
      WsClient last = clients.stream().filter(WsClient::isOpen).findFirst().orElseThrow();
      last.post(chat, "late", "Still here");
      last.awaitMessage("late");
      assertThatThrownBy(() -> WsClient.connect(webSocket, 43)).isNotNull();
      assertThatThrownBy(() -> bus.request("GET", "/chats/chats", Map.of("user_id", 41)))
          .hasMessageContaining("no reply");
      clients.forEach(client -> assertThat(client.awaitClose()).isEqualTo(1001));
      assertThat(Duration.between(firstClosed, Instant.now()))
          .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(7));
      assertThat(node.jvm().awaitExit(Duration.ofSeconds(15))).isZero();
      assertThat(node.jvm().output())
          .containsSubsequence(
              "Closed: WebSocket server",
              "Closed: message store",
              "Closed: bus",
              "Closed: database",
              "Closed: cache",
              "Closed: Sentry",
              "Stopped");
    }
  }

  /** Acknowledged messages are stored, whatever is in progress, and the exit code is 0. */
  @Test
  void underLoadNothingAcknowledgedIsLost() {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    try (SentryReceiver sentry = new SentryReceiver();
        Node node = Node.start(environment(sentry, 1));
        BusClient bus = services.bus()) {
      long chat = bus.chat(2, 51, 52);
      CompletableFuture<Void> caller =
          CompletableFuture.runAsync(
              () -> postOverTheBus(chat, acknowledged), Thread::startVirtualThread);
      try (WsClient client = WsClient.connect(node.webSocket(), 51)) {
        await().until(() -> acknowledged.size() > 5);
        postUntilSentAway(client, chat, node.jvm()::terminate);
        client.messages(chat).forEach(m -> acknowledged.add(m.get("clientMessageId").asText()));
      }
      assertThat(node.jvm().awaitExit(Duration.ofSeconds(15))).isZero();
      caller.join();
      try (Node again = Node.start(environment(sentry, 0))) {
        Set<String> stored = new HashSet<>();
        bus.messages(chat, 51).forEach(m -> stored.add(m.get("client_message_id").asText()));
        assertThat(stored).containsAll(acknowledged).anyMatch(id -> id.startsWith("ws-"));
        again.kill();
      }
    }
  }

  private static void postUntilSentAway(WsClient client, long chat, Runnable stop) {
    for (int posted = 0; client.isOpen(); posted++) {
      client.post(chat, "ws-" + posted, "text");
      if (posted == 50) {
        client.awaitMessage("ws-0");
        stop.run();
      }
    }
  }

  private static void postOverTheBus(long chat, Set<String> acknowledged) {
    try (BusClient bus = services.bus()) {
      for (int posted = 0; ; posted++) {
        String id = "bus-" + posted;
        bus.ask(
            "POST",
            "/chats/message",
            Map.of(
                "chat_id",
                chat,
                "user_id",
                52,
                "type",
                "message",
                "message",
                "text",
                "client_message_id",
                id));
        acknowledged.add(id);
      }
    } catch (AssertionError e) {
      assertThat(e).hasMessageContaining("no reply"); // nobody listens any more
    }
  }

  @Test
  void whileItWaitsForTheDatabaseASignalEndsItAtOnce() {
    services.mariaDb.kill();
    try (SentryReceiver sentry = new SentryReceiver();
        Node node = Node.launch(environment(sentry, 10))) {
      node.jvm().awaitLine("Waiting for the database", Duration.ofSeconds(20));
      node.jvm().terminate();
      assertThat(node.jvm().awaitExit(AT_ONCE)).isZero();
    } finally {
      services.mariaDb.startAgain();
    }
  }

  @Test
  void aSecondSignalEndsItAtOnce() {
    try (SentryReceiver sentry = new SentryReceiver();
        Node node = Node.start(environment(sentry, 60));
        WsClient one = WsClient.connect(node.webSocket(), 61);
        WsClient two = WsClient.connect(node.webSocket(), 62)) {
      node.jvm().terminate();
      node.jvm().awaitLine("Stopping", AT_ONCE);
      assertThat(one.isOpen() || two.isOpen()).isTrue();
      Instant second = Instant.now();
      node.jvm().terminate();
      assertThat(node.jvm().awaitExit(AT_ONCE)).isZero();
      assertThat(Duration.between(second, Instant.now())).isLessThan(Duration.ofSeconds(3));
      assertThat(node.jvm().output()).doesNotContain("Stopped");
    }
  }

  private static Map<String, String> environment(SentryReceiver sentry, int shutdown) {
    Map<String, String> environment = new HashMap<>(services.environment());
    environment.put("SHUTDOWN_SLEEP", Integer.toString(shutdown));
    environment.putAll(sentry.environment());
    return environment;
  }
}
