package io.chats.launcher.cluster.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.cluster.harness.ChatsCluster;
import io.chats.launcher.cluster.harness.ClientFrames;
import io.chats.launcher.cluster.harness.ClusterNode;
import io.chats.launcher.cluster.harness.OpponentFrames;
import io.chats.launcher.cluster.harness.SharedCluster;
import io.chats.launcher.cluster.harness.ThreeNodeChat;
import io.chats.launcher.harness.Json;
import io.chats.launcher.harness.MostlyWaits;
import io.chats.launcher.harness.WsClient;
import io.chats.testing.services.nats.PrivateNats;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** G11 Degrading: without Redis, NATS or upstream services everything else goes on. */
@MostlyWaits
@ExtendWith(SharedCluster.class)
class DegradingG11IT {

  private ChatsCluster cluster;
  private ThreeNodeChat trio;

  @BeforeEach
  void meet(ChatsCluster shared) {
    cluster = shared;
    trio = ThreeNodeChat.meet(cluster);
  }

  @AfterEach
  void part() {
    trio.close();
  }

  @Test
  void withoutRedisAllGoesOn() {
    cluster.redis().kill();
    trio.talk("without-redis");
    assertOnlyOwnSessionsAreKnown();
    try (WsClient late = WsClient.connect(cluster.node(2).webSocket(), trio.clientId())) {
      trio.say(late, "late");
      trio.awaitMessage("late");
    }
    assertThat(request().get("data")).hasSize(1);
    try (ThreeNodeChat later = ThreeNodeChat.meet(cluster)) {
      later.say(later.doctor(), "hello");
      later.awaitMessage("hello");
    }
    cluster.redis().startAgain();
    trio.talk("with-redis");
  }

  @Test
  void withoutNatsSessionsOfAllNodesKeepChattingAndNewOnesMustTryLater() {
    cluster.nats().servers().forEach(PrivateNats::kill);
    trio.talk("without-nats");
    assertMustTryLater();
    cluster.nats().servers().forEach(PrivateNats::startAgain);
    cluster.awaitEntrances();
    trio.talk("with-nats");
  }

  @Test
  void withoutUpstreamsMessagesGoOnWithEmptyNamesAndNewSessionsMustTryLater() {
    cluster.stopUpstreams();
    try {
      trio.talk("without-upstreams");
      JsonNode author =
          trio.doctor().awaitFrame(DegradingG11IT::hasAuthors).get("data").get("users").get(0);
      assertThat(author.get("id").asLong()).isPositive();
      assertThat(author.get("firstName").asText() + author.get("lastName").asText()).isEmpty();
      trio.client().send(messageWithFile());
      assertThat(trio.doctor().awaitMessage("with-file").get("file"))
          .isEqualTo(Json.read("{\"id\":\"f1\"}"));
      assertMustTryLater();
    } finally {
      cluster.startUpstreams();
    }
    cluster.awaitEntrances();
    trio.talk("with-upstreams");
  }

  /** Users of other nodes are reported neither as online nor as offline. */
  private void assertOnlyOwnSessionsAreKnown() {
    try (WsClient beside = WsClient.connect(cluster.node(1).webSocket(), trio.doctorId())) {
      Map<Long, String> known = Map.of(trio.operatorId(), "unknown", trio.doctorId(), "online");
      await()
          .until(() -> {
            trio.client().send(ClientFrames.opponentStatus(trio.chat()));
            return trio.client().frames().stream()
                .anyMatch(frame -> OpponentFrames.statuses(frame).equals(known));
          });
      assertThat(beside.isOpen()).isTrue();
    }
    assertThat(trio.all())
        .flatExtracting(WsClient::frames)
        .noneMatch(frame -> OpponentFrames.statuses(frame).containsValue("offline"));
  }

  private void assertMustTryLater() {
    for (ClusterNode node : cluster.nodes()) {
      try (WsClient late = WsClient.connect(node.webSocket(), trio.clientId())) {
        late.awaitError(103);
        assertThat(late.awaitClose()).isEqualTo(1013);
      }
    }
  }

  private JsonNode request() {
    return cluster.bus().request("GET", "/chats/chats", Map.of("user_id", trio.clientId()));
  }

  private Map<String, ?> messageWithFile() {
    return Map.of(
        "type",
        "message",
        "data",
        Map.of(
            "messages",
            List.of(
                Map.of(
                    "chatId", trio.chat(),
                    "clientMessageId", "with-file",
                    "type", "document",
                    "text", "see there",
                    "fileId", "f1"))));
  }

  private static boolean hasAuthors(JsonNode frame) {
    return frame.path("data").path("users").path(0).has("firstName");
  }
}
