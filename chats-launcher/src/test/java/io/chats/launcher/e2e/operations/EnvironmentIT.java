package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.launcher.harness.HttpBusClient;
import io.chats.launcher.harness.KubernetesServices;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes with the environments that orchestrators make (spec 2). */
class EnvironmentIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  /** A namespace whose Services have names that clash with variables of Chats. */
  private static final KubernetesServices NAMESPACE =
      new KubernetesServices()
          .add("redis", 6379, "redis")
          .add("db", 3306, "mysql")
          .add("nats", 4222, "client")
          .add("sentry", 9000, "http")
          .add("websocket", 8002, "websocket")
          .add("management", 8003, "management");

  @TempDir private Path folder;

  @Test
  void embeddedModeStartsBesideServicesOfKubernetes() {
    try (Node node = start(Map.of("DATA_DIR", folder.toString()))) {
      assertThat(new HttpBusClient(node).chat(1, 1, 2)).isPositive();
      assertThat(node.jvm().output())
          .contains("starts: embedded mode")
          .containsOnlyOnce(
              "Ignored what Kubernetes says of the services"
                  + " db, management, nats, redis, sentry, websocket (enableServiceLinks)")
          .doesNotContain("is no variable");
    }
  }

  /** As the manifest has it: the host of Redis is set, its port is not. */
  @Test
  void serviceModeStartsBesideServicesOfKubernetesWithSecretsInFiles() throws IOException {
    try (RealServices services = new RealServices()) {
      Map<String, String> pod = services.environment();
      String password = pod.remove("DB_PASSWORD");
      Path file = Files.writeString(folder.resolve("db-password"), password + "\n");
      pod.put("DB_PASSWORD_FILE", file.toString());
      pod.put("REDIS_HOST", "127.0.0.2");
      pod.remove("REDIS_PORT");
      pod.put("WEBSOCKET_ORIGIN", "https://chats.example");
      try (Node node = start(pod)) {
        assertThat(node.jvm().output())
            .contains("starts: service mode", "127.0.0.2:6379")
            .containsOnlyOnce("Ignored what Kubernetes says")
            .containsOnlyOnce(
                "WEBSOCKET_ORIGIN is no variable of Chats and has no effect;"
                    + " the nearest one is WEBSOCKET_ORIGINS")
            .doesNotContain("tcp://");
      }
    }
  }

  @Test
  void aSecretThatCannotBeReadIsNamedAtTheStart() {
    Map<String, String> environment = new HashMap<>();
    environment.put("BUS_URL", "nats://127.0.0.1:1");
    environment.put("BUS_TOPIC", RealServices.TOPIC);
    environment.put("DB_HOST", "127.0.0.1");
    environment.put("DB_PASSWORD_FILE", folder.resolve("none").toString());
    environment.put("REDIS_HOST", "127.0.0.1");
    try (Node node = Node.launch(environment)) {
      assertThat(node.jvm().awaitExit(SOON)).isEqualTo(78);
      assertThat(node.jvm().output())
          .contains(
              "DB_PASSWORD_FILE is '%s/none'; expected: the path of a file with the secret,"
                      .formatted(folder)
                  + " but there is no such file");
    }
  }

  /** On ports of its own, so that tests can run beside each other. */
  private static Node start(Map<String, String> pod) {
    Map<String, String> all = new HashMap<>(pod);
    all.put("WEBSOCKET_PORT", "127.0.0.1:0");
    all.put("MANAGEMENT_PORT", "127.0.0.1:0");
    return Node.start(NAMESPACE.environment(all));
  }
}
