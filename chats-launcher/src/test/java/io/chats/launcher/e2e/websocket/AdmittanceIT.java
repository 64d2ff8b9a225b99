package io.chats.launcher.e2e.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Which clients that are not ours are accepted and may stay, and the close codes for the others.
 */
class AdmittanceIT {

  private static final int BURST = 10;

  private static RealServices services;
  private static Node node;
  private static BusClient bus;

  @BeforeAll
  static void start() {
    services = new RealServices();
    Map<String, String> environment = services.environment();
    environment.put("WEBSOCKET_RATE", "1");
    environment.put("WEBSOCKET_BURST", Integer.toString(BURST));
    environment.put("BUS_TIMEOUT", "1000");
    node = Node.start(environment);
    bus = services.bus();
  }

  @AfterAll
  static void stop() {
    bus.close();
    node.close();
    services.close();
  }

  @Test
  void aTokenIsTakenFromTheAddressOrTheHeader() {
    String address = node.webSocket();
    String withoutSlash = address.substring(0, address.length() - 1);
    for (Request.Builder request :
        List.of(
            new Request.Builder().url(address + "?token=u1"),
            new Request.Builder().url(withoutSlash + "?token=u1"),
            new Request.Builder().url(address).header("Authorization", "Bearer u1"))) {
      try (WsClient client = WsClient.connect(request.build())) {
        client.sendText("{\"type\":\"ping\"}");
        client.awaitFrame(f -> f.path("type").asText().equals("pong"));
      }
    }
  }

  @Test
  void withoutAValidTokenTheErrorComesFirstAndThenTheEnd() {
    assertRefused(node.webSocket(), 101);
    assertRefused(node.webSocket() + "?token=", 101);
    assertRefused(node.webSocket() + "?token=stolen", 103);
  }

  private static void assertRefused(String address, int code) {
    try (WsClient client = WsClient.connect(new Request.Builder().url(address).build())) {
      client.awaitError(code);
      assertThat(client.awaitClose()).isEqualTo(4401);
    }
  }

  @Test
  void framesBeyondTheRateAreRefusedByNameAndWhoGoesOnIsClosed() {
    long chat = bus.chat(1, 11, 12);
    try (WsClient hasty = WsClient.connect(node.webSocket(), 11)) {
      for (int i = 1; i <= BURST + 1; i++) {
        hasty.post(chat, "m" + i, "text");
      }
      assertThat(hasty.awaitError(111).get("clientMessageId").asText())
          .isEqualTo("m" + (BURST + 1));
      for (int i = 0; i < 300; i++) {
        hasty.sendText("{\"type\":\"ping\"}");
      }
      assertThat(hasty.awaitClose()).isEqualTo(4429);
    }
    await().until(() -> bus.messages(chat, 12).size() == BURST);
  }

  @Test
  void whileTheDatabaseIsFrozenTheOutcomeIsUnknownAndTheSessionStays() {
    long chat = bus.chat(2, 21, 22);
    try (WsClient client = WsClient.connect(node.webSocket(), 21)) {
      services.mariaDb.freeze();
      try {
        client.post(chat, "frozen", "Anyone?");
        assertThat(client.awaitError(300).get("clientMessageId").asText()).isEqualTo("frozen");
      } finally {
        services.mariaDb.thaw();
      }
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> bus.request("GET", "/chats/chats", Map.of("user_id", 21)).has("data"));
      client.post(chat, "frozen", "Anyone?");
      client.awaitMessage("frozen");
      assertThat(bus.messages(chat, 21)).hasSize(1);
    }
  }
}
