package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.monitoring.testing.SentryReceiver;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sentry receives that a node could not start, with the cause and without secrets. */
class FailedStartIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String SECRET = "s3cr3t";

  @TempDir private Path folder;

  private final SentryReceiver sentry = new SentryReceiver();

  @AfterEach
  void stop() {
    sentry.close();
  }

  @Test
  void aTakenAddressIsReportedBeforeTheEnd() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = secrets();
      environment.put("MANAGEMENT_PORT", "127.0.0.1:" + taken.getLocalPort());
      JsonNode event = eventOfFailedStart(environment);
      assertThat(event.at("/exception/values").findValuesAsText("type"))
          .contains("IOException", "BindException");
      assertThat(event.at("/exception/values").findValuesAsText("value"))
          .anyMatch(it -> it.startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort()));
      assertThat(sentry.envelopes())
          .allSatisfy(it -> assertThat(it.lines().toString()).doesNotContain(SECRET, "password"));
    }
  }

  @Test
  void soIsAWebSocketAddress() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = embedded(folder);
      environment.put("WEBSOCKET_PORT", "127.0.0.1:" + taken.getLocalPort());
      assertThat(eventOfFailedStart(environment).get("exception").toString())
          .contains("(WEBSOCKET_PORT)");
    }
  }

  @Test
  void soIsAFolderThatCannotBeUsed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(eventOfFailedStart(embedded(file)).get("exception").toString())
        .contains("DataFolderException");
  }

  /** A Sentry that accepts connections and answers none is waited for, but not for long. */
  @Test
  void aSentryThatIsSilentDoesNotKeepItFromEnding() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = embedded(file);
      environment.put("SENTRY_PORT", Integer.toString(silent.getLocalPort()));
      try (Node node = Node.launch(environment)) {
        node.jvm().awaitLine("starts: embedded mode", SOON);
        assertThat(node.jvm().awaitExit(Duration.ofSeconds(12))).isEqualTo(1);
      }
    }
  }

  /** The only event that came before the process had ended. */
  private JsonNode eventOfFailedStart(Map<String, String> environment) {
    try (Node node = Node.launch(environment)) {
      assertThat(node.jvm().awaitExit(SOON)).isEqualTo(1);
      assertThat(node.jvm().output()).containsOnlyOnce("Cannot start");
    }
    assertThat(sentry.events()).hasSize(1);
    JsonNode event = sentry.events().getFirst().event();
    assertThat(event.at("/tags/during").asText()).isEqualTo("start");
    assertThat(event.get("level").asText()).isEqualTo("error");
    return event;
  }

  private Map<String, String> embedded(Path data) {
    Map<String, String> environment = new HashMap<>(sentry.environment());
    environment.put("DATA_DIR", data.toString());
    return environment;
  }

  /** The addresses of services, which the start does not get to. */
  private Map<String, String> secrets() {
    Map<String, String> environment = new HashMap<>(sentry.environment());
    environment.put("BUS_URL", "nats://127.0.0.1:1");
    environment.put("BUS_TOPIC", RealServices.TOPIC);
    environment.put("BUS_TOKEN", SECRET);
    environment.put("DB_HOST", "127.0.0.1");
    environment.put("DB_PASSWORD", SECRET);
    environment.put("REDIS_HOST", "127.0.0.1");
    environment.put("REDIS_PASSWORD", SECRET);
    return environment;
  }
}
