package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.launcher.harness.HttpBusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.WsClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without any configuration a node needs nothing else and loses nothing. */
class EmbeddedIT {

  @TempDir private Path data;

  @Test
  void twoPartiesTalkAndAKillLosesNothing() {
    long chat;
    try (Node node = Node.start(environment())) {
      chat = new HttpBusClient(node).chat(1, 1, 2);
      try (WsClient client = WsClient.connect(node.webSocket(), 1);
          WsClient doctor = WsClient.connect(node.webSocket(), 2)) {
        client.post(chat, "q", "Does it hurt?");
        doctor.awaitMessage("q");
        doctor.post(chat, "a", "No");
        client.awaitMessage("a");
        assertThat(client.messages(chat)).hasSize(2);
      }
      node.kill();
    }
    try (Node again = Node.start(environment())) {
      assertThat(new HttpBusClient(again).messages(chat, 1, 50)).hasSize(2);
    }
  }

  /** Whoever reaches it could read and write as any user. */
  @Test
  void listeningBeyondThisMachineIsWarnedOfG10() {
    Map<String, String> open = new HashMap<>(environment());
    open.put("WEBSOCKET_PORT", "0.0.0.0:0");
    try (Node node = Node.start(open)) {
      String line = node.jvm().awaitLine("listens beyond this machine", Duration.ofSeconds(5));
      assertThat(line).contains("WARN").contains("WEBSOCKET_PORT");
    }
    try (Node node = Node.start(environment())) {
      assertThat(node.jvm().output()).doesNotContain("beyond this machine");
    }
  }

  @Test
  void remindersAreShownInTheLog() {
    Map<String, String> ticking = new HashMap<>(environment());
    ticking.put("CRON", "1");
    ticking.put("CRON_STEP", "1");
    try (Node node = Node.start(ticking)) {
      long chat = new HttpBusClient(node).chat(7, 1, 2);
      try (WsClient doctor = WsClient.connect(node.webSocket(), 2)) {
        doctor.post(chat, "m", "Are you there?");
        String line = node.jvm().awaitLine("for user 1, order 7", Duration.ofSeconds(15));
        assertThat(line).contains("Push").doesNotContain("Are you there?");
      }
      node.jvm().terminate();
      assertThat(node.jvm().awaitExit(Duration.ofSeconds(10))).isZero();
    }
  }

  @Test
  void theBusDoorChecksWhoKnocks() {
    try (Node node = Node.start(environment())) {
      URI door = URI.create(node.management() + "/bus");
      HttpRequest form =
          HttpRequest.newBuilder(door)
              .header("Content-Type", "text/plain")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      assertThat(HttpBusClient.send(form).statusCode()).isEqualTo(415);
      assertThat(HttpBusClient.send(HttpRequest.newBuilder(door).build()).statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void sigtermStopsItWithExitCodeZero() {
    try (Node node = Node.start(environment());
        WsClient client = WsClient.connect(node.webSocket(), 1)) {
      node.jvm().terminate();
      assertThat(node.jvm().awaitExit(Duration.ofSeconds(10))).isZero();
      assertThat(client.awaitClose()).isEqualTo(1001);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"WEBSOCKET_PORT", "MANAGEMENT_PORT"})
  void aPortInUseIsNamed(String variable) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Node node =
            Node.launch(
                Map.of(
                    "DATA_DIR", data.toString(), variable, "127.0.0.1:" + taken.getLocalPort()))) {
      assertThat(node.jvm().awaitExit(Duration.ofSeconds(20))).isEqualTo(1);
      assertThat(node.jvm().output())
          .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort() + " (" + variable + ")")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void everyBadVariableIsNamedAndTheExitCodeIs78() {
    try (Node node =
        Node.launch(
            Map.of("WEBSOCKET_PORT", "no", "REDIS_TTL", "soon", "BUS_TOKEN", "secret-token"))) {
      assertThat(node.jvm().awaitExit(Duration.ofSeconds(10))).isEqualTo(78);
      assertThat(node.jvm().output())
          .contains("WEBSOCKET_PORT", "REDIS_TTL", "DB_HOST")
          .doesNotContain("secret-token");
    }
  }

  private Map<String, String> environment() {
    return Map.of("DATA_DIR", data.toString(), "SHUTDOWN_SLEEP", "1");
  }
}
