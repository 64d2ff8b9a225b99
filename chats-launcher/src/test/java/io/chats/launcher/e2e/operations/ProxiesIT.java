package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.launcher.harness.HttpBusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.PrivateProxy;
import io.chats.launcher.harness.WsClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nginx and HAProxy do before a node what {@code docs/proxies.md} says. */
class ProxiesIT {

  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir private Path data;

  private Node node;

  @BeforeEach
  void start() {
    node = Node.start(Map.of("DATA_DIR", data.toString(), "SHUTDOWN_SLEEP", "1"));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void nginxCarriesSessionsAndLogsNoToken() {
    carriesSessionsAndLogsNoToken(PrivateProxy::nginx, "\"path\":\"/ws/\",\"status\":101");
  }

  @Test
  void haproxyCarriesSessionsAndLogsNoToken() {
    carriesSessionsAndLogsNoToken(PrivateProxy::haproxy, "GET /ws/ 101 ");
  }

  /** One of the nodes is away, and no client notices. */
  private void carriesSessionsAndLogsNoToken(Function<Node, PrivateProxy> kind, String logged) {
    long chat = new HttpBusClient(node).chat(1, 11, 12);
    try (PrivateProxy proxy = kind.apply(node);
        WsClient client = WsClient.connect(proxy.webSocket(), 11);
        WsClient doctor = WsClient.connect(proxy.webSocket(), 12);
        WsClient another = WsClient.connect(proxy.webSocket(), 13)) {
      client.post(chat, "a", "Hello ".repeat(600));
      doctor.awaitMessage("a");
      assertThat(another.isOpen()).isTrue();
      node.jvm().terminate();
      assertThat(client.awaitClose()).isEqualTo(1001);
      assertThat(doctor.awaitClose()).isEqualTo(1001);
      await().atMost(SOON).untilAsserted(() -> assertThat(proxy.logs()).contains(logged));
      assertThat(proxy.logs()).doesNotContain("token");
    }
  }
}
