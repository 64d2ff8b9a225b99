package io.chats.launcher.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** G1 Durable: nothing acknowledged is ever lost, whatever is killed. */
class DurableG1IT {

  private static final int CHATS = 20;

  private RealServices services;
  private Node node;
  private BusClient bus;
  private final List<Long> chats = new ArrayList<>();
  private final List<WsClient> clients = new ArrayList<>();

  @BeforeEach
  void start() {
    services = new RealServices();
    node = Node.start(services.environment());
    bus = services.bus();
    for (int i = 0; i < CHATS; i++) {
      chats.add(bus.chat(100 + i, 1000 + i, 5000 + i));
      clients.add(WsClient.connect(node.webSocket(), 1000 + i));
    }
  }

  @AfterEach
  void stop() {
    clients.forEach(WsClient::close);
    bus.close();
    node.close();
    services.close();
  }

  @Test
  void killOfTheNodeInTheMiddleOfAStream() {
    stream();
    node.kill();
    try (Node again = Node.start(services.environment())) {
      assertNothingAcknowledgedIsLost();
      assertThat(again.jvm().isAlive()).isTrue();
    }
  }

  @Test
  void killOfTheDatabaseInTheMiddleOfAStream() {
    stream();
    services.mariaDb.kill();
    clients.getFirst().post(chats.getFirst(), "while-away", "Is anyone there?");
    clients.getFirst().awaitError(300);
    services.mariaDb.startAgain();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> bus.request("GET", "/chats/chats", user(0)).has("data"));
    assertNothingAcknowledgedIsLost();
    clients.getFirst().post(chats.getFirst(), "while-away", "Is anyone there?");
    clients.getFirst().awaitMessage("while-away");
  }

  /** Every client posts without waiting; returns when some hundred messages were acknowledged. */
  private void stream() {
    for (int i = 0; i < 200; i++) {
      for (int c = 0; c < CHATS; c++) {
        clients.get(c).post(chats.get(c), "m" + i, "text " + i);
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> clients.stream().mapToInt(c -> c.messages().size()).sum() > 300);
  }

  private void assertNothingAcknowledgedIsLost() {
    int acknowledged = 0;
    for (int c = 0; c < CHATS; c++) {
      List<JsonNode> stored = bus.messages(chats.get(c), 1000 + c);
      Set<String> seen = new HashSet<>();
      long seq = 0;
      for (JsonNode message : stored) {
        assertThat(message.get("seq").asLong()).isEqualTo(++seq);
        assertThat(seen.add(message.get("client_message_id").asText())).isTrue();
      }
      for (JsonNode message : clients.get(c).messages()) {
        assertThat(seen).contains(message.get("clientMessageId").asText());
        acknowledged++;
      }
    }
    assertThat(acknowledged).isGreaterThan(300);
  }

  private static Map<String, Object> user(int c) {
    return Map.of("user_id", 1000 + c);
  }
}
