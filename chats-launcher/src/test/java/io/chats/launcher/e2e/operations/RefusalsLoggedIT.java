package io.chats.launcher.e2e.operations;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.Json;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whom a node refuses stands in its log, once in ten seconds for each reason, with the address of a
 * client as far as {@code LOG_ADDRESSES} lets it be shown (spec 9).
 */
class RefusalsLoggedIT {

  private static final int SOME = 30;
  private static final String NETWORK = "127.0.0.0/24";

  private final RealServices services = new RealServices();

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void eachReasonIsLoggedOnceInAWhileWithTheNetworkOfAClient() throws IOException {
    Map<String, String> environment = services.environment();
    environment.put("LOG_ADDRESSES", "network");
    environment.put("WEBSOCKET_ORIGINS", "https://clinic.example");
    try (Node node = Node.start(environment);
        WsClient client = WsClient.connect(node.webSocket(), 1)) {
      for (int i = 0; i < SOME; i++) {
        assertThat(ask(node, "/ws/?token=bad" + i, "")).contains(" 101 ");
        assertThat(ask(node, "/nothing", "")).contains(" 404 ");
        assertThat(ask(node, "/ws/?token=u1", "Origin: https://evil.example\r\n"))
            .contains(" 403 ");
        client.sendText("not JSON");
      }
      client.awaitError(201);
      List<String> reasons =
          List.of(
              "A token was not accepted: refused",
              "A handshake was refused with 404",
              "A handshake was refused with 403",
              "A frame was refused: unknown with 201");
      await()
          .untilAsserted(() ->
              assertThat(reasons)
                  .allSatisfy(reason -> {
                    assertThat(lines(node, reason)).hasSize(1);
                    assertThat(address(lines(node, reason).getFirst())).isEqualTo(NETWORK);
                  }));

      String refused = reasons.getFirst();
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> {
            ask(node, "/ws/?token=bad" + System.nanoTime(), "");
            return lines(node, refused).size() == 2;
          });
      assertThat(lines(node, refused).getLast().at("/context/left_out").asInt())
          .as("those that were not logged")
          .isGreaterThanOrEqualTo(SOME - 1);
      assertThat(node.jvm().output()).doesNotContain("\"address\":\"127.0.0.1\"");
    }
  }

  private static String address(JsonNode line) {
    return line.at("/context/address").asText();
  }

  private static List<JsonNode> lines(Node node, String text) {
    return node.jvm()
        .output()
        .lines()
        .filter(line -> line.startsWith("{") && line.contains(text))
        .map(Json::read)
        .toList();
  }

  /** Returns the first line of the answer. */
  private static String ask(Node node, String target, String header) throws IOException {
    URI address = URI.create(node.webSocket());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String request =
          ("GET " + target + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n" + header)
              + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 101 ".length());
      return new String(start, US_ASCII);
    }
  }
}
