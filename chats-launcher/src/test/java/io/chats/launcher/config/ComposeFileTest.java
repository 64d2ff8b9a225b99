package io.chats.launcher.config;

import static io.chats.launcher.config.DeploymentFiles.fields;
import static io.chats.launcher.config.DeploymentFiles.presetPort;
import static io.chats.launcher.config.DeploymentFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.config.value.Addresses.NatsUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compose.yaml} fits the product, as far as that can be checked without running it. */
class ComposeFileTest {

  private static final JsonNode COMPOSE = DeploymentFiles.yaml("compose.yaml");
  private static final JsonNode SERVICES = COMPOSE.get("services");
  private static final List<String> NODES = List.of("chats-1", "chats-2", "chats-3");

  @TempDir private Path secrets;

  @Test
  void startsThreeNodesThatAreConfiguredRight() throws IOException {
    for (String name : NODES) {
      JsonNode node = SERVICES.get(name);
      Configuration configuration =
          DeploymentFiles.configured(fields(node.get("environment")), secrets);
      assertThat(configuration.mode()).isEqualTo(Mode.SERVICE);
      assertThat(seconds(node.get("stop_grace_period").asText()))
          .isGreaterThanOrEqualTo(
              configuration.misc().shutdown().toSeconds() + DeploymentFiles.REST_OF_STOP_SECONDS);
      assertThat(texts(node.get("ports")))
          .anyMatch(port -> port.endsWith(":" + presetPort(Variables.WEBSOCKET_PORT)))
          .anyMatch(port -> port.endsWith(":" + presetPort(Variables.MANAGEMENT_PORT)));
      assertThat(texts(node.get("depends_on"))).allMatch(SERVICES::has);
      Configuration.Service service = configuration.service().orElseThrow();
      assertThat(service.bus().servers()).hasSize(3).allMatch(url -> SERVICES.has(host(url)));
      assertThat(SERVICES.has(service.database().host())).isTrue();
      assertThat(SERVICES.has(service.redis().host())).isTrue();
    }
  }

  @Test
  void nodesMayDoNothingButWhatTheyNeed() {
    for (String name : NODES) {
      JsonNode node = SERVICES.get(name);
      assertThat(node.get("read_only").asBoolean()).isTrue();
      assertThat(texts(node.get("cap_drop"))).containsExactly("ALL");
      assertThat(texts(node.get("security_opt"))).containsExactly("no-new-privileges:true");
      assertThat(node.get("image").asText()).isEqualTo("chats:" + DeploymentFiles.version());
    }
  }

  @Test
  void hasServicesThatKeepTheirPromises() {
    assertThat(SERVICES.at("/nats-1/command/2").asText())
        .contains("nats://nats-1:6222, nats://nats-2:6222, nats://nats-3:6222");
    assertThat(SERVICES.at("/mysql/image").asText()).startsWith("mysql:8");
    assertThat(SERVICES.at("/mysql/command").asText())
        .contains("--innodb-flush-log-at-trx-commit=1");
    assertThat(SERVICES.at("/redis/command/2").asText()).contains("maxmemory-policy noeviction");
  }

  @Test
  void everyServiceSaysWhetherItIsWell() {
    for (JsonNode service : SERVICES) {
      assertThat(texts(service.at("/healthcheck/test"))).startsWith("CMD").hasSizeGreaterThan(2);
    }
    String check = SERVICES.at("/chats-1/healthcheck/test").toString();
    assertThat(check)
        .contains("/dev/tcp/127.0.0.1/" + presetPort(Variables.MANAGEMENT_PORT))
        .contains("GET /health/ready HTTP/1.0");
  }

  /** Arguments and variables of containers can be inspected. */
  @Test
  void secretsAreInFilesAlone() {
    assertThat(DeploymentFiles.read("compose.yaml").replace("$$", ""))
        .doesNotContain("${", "$(", "--requirepass", "--auth");
    for (JsonNode service : SERVICES) {
      Map<String, String> environment = fields(service.path("environment"));
      DeploymentFiles.assertNoSecretIn(environment);
      assertThat(environment).doesNotContainKeys("MYSQL_PASSWORD", "MYSQL_ROOT_PASSWORD");
      assertThat(texts(service.get("secrets"))).isNotEmpty().allMatch(COMPOSE.get("secrets")::has);
      DeploymentFiles.secretPaths(environment)
          .values()
          .forEach(path ->
              assertThat(texts(service.get("secrets")))
                  .contains(path.replaceFirst("^/run/secrets/", "")));
    }
    for (JsonNode secret : COMPOSE.get("secrets")) {
      assertThat(secret.get("file").asText()).startsWith("secrets/");
    }
  }

  private static long seconds(String period) {
    return Long.parseLong(period.substring(0, period.length() - 1));
  }

  private static String host(NatsUrl url) {
    return URI.create(url.value()).getHost();
  }
}
