package io.chats.launcher.e2e.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.TwoNodes;
import io.chats.launcher.harness.WsClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service looks for the sessions of a user, and ends them, on all nodes (spec 4). */
@ExtendWith(TwoNodes.Shared.class)
class SessionControlIT {

  private static final long USER = 7_301;
  private static final long OTHER = 7_302;

  private static TwoNodes nodes;
  private static BusClient bus;

  @BeforeAll
  static void start(TwoNodes shared) {
    nodes = shared;
    bus = shared.bus();
  }

  @Test
  void theSessionsOfAUserAreFoundOnAllNodes() {
    Instant before = Instant.now().minusSeconds(1);
    try (WsClient here = WsClient.connect(nodes.node().webSocket(), USER);
        WsClient there = WsClient.connect(nodes.other().webSocket(), USER);
        WsClient other = WsClient.connect(nodes.other().webSocket(), OTHER)) {
      JsonNode found = sessions(USER);
      assertThat(found.get("nodes").asInt()).isEqualTo(2);
      List<JsonNode> sessions = found.get("sessions").valueStream().toList();
      assertThat(sessions).hasSize(2);
      assertThat(sessions).extracting(it -> it.get("node").asText()).doesNotHaveDuplicates();
      assertThat(sessions)
          .allSatisfy(session -> {
            assertThat(session.get("address").asText()).isEqualTo("127.0.0.1");
            assertThat(Instant.parse(session.get("since").asText()))
                .isBetween(before, Instant.now());
          });
      assertThat(List.of(here, there, other)).allMatch(WsClient::isOpen);
    }
  }

  @Test
  void aKickedUserIsDisconnectedFromAllNodes() {
    try (WsClient here = WsClient.connect(nodes.node().webSocket(), USER);
        WsClient there = WsClient.connect(nodes.other().webSocket(), USER);
        WsClient other = WsClient.connect(nodes.other().webSocket(), OTHER)) {
      JsonNode reply =
          bus.ask(
              "POST", "/ws/client/disconnect", Map.of("user_id", USER, "reason", "blocked today"));
      assertThat(reply.get("closed").asInt()).isEqualTo(2);
      assertThat(reply.get("nodes").asInt()).isEqualTo(2);
      assertThat(here.awaitClose()).isEqualTo(4403);
      assertThat(there.awaitClose()).isEqualTo(4403);
      assertThat(other.isOpen()).isTrue();
      await().until(() -> sessions(USER).get("sessions").isEmpty());
      assertThat(nodes.node().jvm().output() + nodes.other().jvm().output())
          .contains("blocked today");
    }
  }

  @Test
  void whoHasNoSessionIsNotDisconnected() {
    JsonNode reply = bus.ask("POST", "/ws/client/disconnect", Map.of("user_id", 7_303));
    assertThat(reply.get("closed").asInt()).isZero();
  }

  private static JsonNode sessions(long user) {
    return bus.ask("GET", "/ws/client/sessions", Map.of("user_id", user));
  }
}
