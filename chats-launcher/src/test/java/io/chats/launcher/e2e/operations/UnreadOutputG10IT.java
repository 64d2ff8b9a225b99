package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.launcher.Main;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A node whose standard output nobody reads goes on, and stops when it is told to (spec G10). */
class UnreadOutputG10IT {

  /** A pipe takes 64 KiB; each request and its reply are some hundred bytes in the log. */
  private static final int REQUESTS = 3_000;

  private static final Duration START = Duration.ofSeconds(60);

  @Test
  void logLinesAreDroppedAndCountedAndTheNodeServesAndStops() throws Exception {
    int webSocket = freePort();
    int management = freePort();
    try (RealServices services = new RealServices();
        BusClient bus = services.bus()) {
      Process node = start(services.environment(), webSocket, management);
      try {
        String pages = "http://127.0.0.1:" + management;
        await().atMost(START).until(() -> get(pages + "/health/ready").equals("200"));
        for (int i = 0; i < REQUESTS; i++) {
          bus.ask("GET", "/chats/chats", Map.of("user_id", 1));
        }
        try (WsClient client = WsClient.connect("ws://127.0.0.1:" + webSocket + "/ws/", 1)) {
          client.sendText("{\"type\":\"ping\"}");
          client.awaitFrame(frame -> frame.path("type").asText().equals("pong"));
        }
        assertThat(get(pages + "/metrics")).containsPattern("chats_log_dropped_total [1-9]");
        node.destroy();
        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).isZero();
      } finally {
        node.destroyForcibly();
      }
    }
  }

  /** Its output is a pipe that is never read. */
  private static Process start(Map<String, String> environment, int webSocket, int management)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    builder.environment().putAll(environment);
    builder.environment().put("WEBSOCKET_PORT", "127.0.0.1:" + webSocket);
    builder.environment().put("MANAGEMENT_PORT", "127.0.0.1:" + management);
    builder.environment().put("SDK_LOG", "1");
    builder.environment().put("SHUTDOWN_SLEEP", "1");
    builder.redirectErrorStream(true);
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The body of a page with status 200, or the status for readiness. */
  private static String get(String url) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build(),
              HttpResponse.BodyHandlers.ofString());
      return url.endsWith("/ready") ? "" + response.statusCode() : response.body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
