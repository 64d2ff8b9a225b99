package io.chats.launcher.e2e.guarantee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.TwoNodes;
import io.chats.launcher.harness.WsClient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * G10 Contained: no input takes a node or another session down, or leaves something half stored.
 */
@ExtendWith(TwoNodes.Shared.class)
class ContainedG10IT {

  private static Node node;
  private static BusClient bus;

  @BeforeAll
  static void use(TwoNodes shared) {
    node = shared.node();
    bus = shared.bus();
  }

  @Test
  void badRequestsAreAnsweredAndNothingElseHappens() {
    long chat = bus.chat(1, 1, 2);
    byte[] large = new byte[900_000];
    Arrays.fill(large, (byte) '[');
    List<byte[]> bad =
        List.of(
            new byte[0],
            "not json".getBytes(UTF_8),
            "null".getBytes(UTF_8),
            "[]".getBytes(UTF_8),
            "{\"method\":1,\"path\":{}}".getBytes(UTF_8),
            "{\"method\":\"POST\",\"path\":\"/chats/new\"}".getBytes(UTF_8),
            "{\"method\":\"POST\",\"path\":\"/chats/new\",\"body\":[]}".getBytes(UTF_8),
            "{\"method\":\"POST\",\"path\":\"/chats/new\",\"body\":{\"order_id\":1e400}}"
                .getBytes(UTF_8),
            "{\"method\":\"POST\",\"path\":\"/chats/new\",\"body\":{\"order_id\":-5}}"
                .getBytes(UTF_8),
            "{\"method\":\"POST\",\"path\":\"/chats/new\",\"body\":{\"order_id\":1.5}}"
                .getBytes(UTF_8),
            new byte[] {(byte) 0xc3, 0x28, (byte) 0xff},
            large);
    for (byte[] request : bad) {
      JsonNode reply = bus.request(request);
      assertThat(reply.path("error").path("code").asInt())
          .describedAs(new String(request, 0, Math.min(80, request.length), UTF_8))
          .isIn(1201, 1203, 1405);
    }
    assertThat(bus.messages(chat, 1)).isEmpty();
    assertThat(bus.ask("POST", "/chats/new", Map.of("order_id", 5, "unknown", true)).size())
        .isEqualTo(1);
  }

  @Test
  void badFramesHarmOnlyTheirSender() {
    long chat = bus.chat(2, 11, 12);
    Random random = new Random(42);
    try (WsClient bad = WsClient.connect(node.webSocket(), 11);
        WsClient good = WsClient.connect(node.webSocket(), 12)) {
      for (int i = 0; i < 200; i++) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        bad.sendText(new String(noise, UTF_8));
      }
      bad.awaitError(201);
      bad.sendText("{\"type\":\"nonsense\",\"data\":{}}");
      bad.awaitError(106);
      bad.post(chat, "x".repeat(65), "too long an id");
      bad.awaitError(220);
      bad.post(999_999, "nowhere", "no such chat");
      bad.awaitError(501);
      good.post(chat, "fine", "Still here");
      good.awaitMessage("fine");
      bad.awaitMessage("fine");
      bad.sendText("x".repeat(70_000));
      assertThat(bad.awaitClose()).isEqualTo(1009);
      good.post(chat, "finer", "And still");
      good.awaitMessage("finer");
      assertThat(bus.messages(chat, 12)).hasSize(2);
    }
  }
}
