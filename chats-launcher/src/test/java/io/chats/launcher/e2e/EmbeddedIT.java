package io.chats.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With no configuration at all: nothing else is needed, and nothing is lost. */
class EmbeddedIT {

  @TempDir private Path data;

  @Test
  void twoPartiesTalkAndAKillLosesNothing() throws Exception {
    long chat;
    try (Node node = Node.start(environment())) {
      chat = Door.ask(node, "POST", "/chats/new", Map.of("order_id", 1)).get("chat_id").asLong();
      subscribe(node, chat, 1, "client");
      subscribe(node, chat, 2, "doctor");
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
      JsonNode page =
          Door.ask(again, "GET", "/chats/chat/recent", Map.of("chat_id", chat, "user_id", 1));
      assertThat(page.get("messages")).hasSize(2);
    }
  }

  @Test
  void remindersAreShownInTheLog() throws Exception {
    Map<String, String> ticking = new HashMap<>(environment());
    ticking.put("CRON", "1");
    ticking.put("CRON_STEP", "1");
    try (Node node = Node.start(ticking)) {
      long chat =
          Door.ask(node, "POST", "/chats/new", Map.of("order_id", 7)).get("chat_id").asLong();
      subscribe(node, chat, 1, "client");
      subscribe(node, chat, 2, "doctor");
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
  void theBusDoorChecksWhoKnocks() throws Exception {
    try (Node node = Node.start(environment())) {
      URI door = URI.create(node.management() + "/bus");
      HttpRequest form =
          HttpRequest.newBuilder(door)
              .header("Content-Type", "text/plain")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      assertThat(send(form).statusCode()).isEqualTo(415);
      assertThat(send(HttpRequest.newBuilder(door).build()).statusCode()).isEqualTo(405);
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

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Node node =
            Node.launch(
                Map.of(
                    "DATA_DIR",
                    data.toString(),
                    "WEBSOCKET_PORT",
                    "127.0.0.1:" + taken.getLocalPort()))) {
      assertThat(node.jvm().awaitExit(Duration.ofSeconds(20))).isEqualTo(1);
      assertThat(node.jvm().output())
          .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort() + " (WEBSOCKET_PORT)");
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

  private static void subscribe(Node node, long chat, long user, String type)
      throws IOException, InterruptedException {
    Door.ask(
        node,
        "POST",
        "/chats/user/subscribe",
        Map.of("chat_id", chat, "user_id", user, "user_type", type));
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
