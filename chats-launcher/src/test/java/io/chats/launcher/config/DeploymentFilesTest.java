package io.chats.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chats.launcher.config.value.Addresses.NatsUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The files in {@code deploy/} fit the product, as far as that can be checked without running them.
 */
class DeploymentFilesTest {

  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The time that the rest of a stop takes: requests in flight, bus, database, cache, Sentry. */
  private static final int REST_OF_STOP_SECONDS = 20;

  private static final Set<String> PROBES = Set.of("/health/live", "/health/ready");
  private static final List<String> NODES = List.of("chats-1", "chats-2", "chats-3");

  @Test
  void composeStartsThreeNodesThatAreConfiguredRight() throws IOException {
    JsonNode services = compose().get("services");
    for (String name : NODES) {
      JsonNode node = services.get(name);
      Configuration configuration = configured(fields(node.get("environment")));
      assertThat(configuration.mode()).isEqualTo(Mode.SERVICE);
      assertThat(seconds(node.get("stop_grace_period").asText()))
          .isGreaterThanOrEqualTo(
              configuration.misc().shutdown().toSeconds() + REST_OF_STOP_SECONDS);
      assertThat(texts(node.get("ports")))
          .anyMatch(port -> port.endsWith(":" + presetPort(Variables.WEBSOCKET_PORT)))
          .anyMatch(port -> port.endsWith(":" + presetPort(Variables.MANAGEMENT_PORT)));
      assertThat(texts(node.get("depends_on"))).allMatch(services::has);
      Configuration.Service service = configuration.service().orElseThrow();
      assertThat(service.bus().servers()).hasSize(3).allMatch(url -> services.has(host(url)));
      assertThat(services.has(service.database().host())).isTrue();
      assertThat(services.has(service.redis().host())).isTrue();
    }
  }

  @Test
  void composeHasServicesThatKeepTheirPromises() throws IOException {
    JsonNode services = compose().get("services");
    assertThat(services.get("nats-1").get("command").asText())
        .contains("nats://nats-1:6222,nats://nats-2:6222,nats://nats-3:6222");
    assertThat(services.at("/mysql/image").asText()).startsWith("mysql:8");
    assertThat(services.at("/mysql/command").asText())
        .contains("--innodb-flush-log-at-trx-commit=1");
    assertThat(services.at("/redis/command").asText()).contains("--maxmemory-policy noeviction");
  }

  @Test
  void kubernetesConfiguresNodesRight() throws IOException {
    Map<String, String> environment = fields(kubernetes("ConfigMap").get("data"));
    for (String secret : List.of("BUS_TOKEN", "DB_USER", "DB_PASSWORD", "REDIS_PASSWORD")) {
      assertThat(Files.readString(DEPLOY.resolve("kubernetes/chats.yaml")))
          .contains("--from-literal=" + secret);
      environment.put(secret, "of the secret");
    }
    Configuration configuration = configured(environment);
    assertThat(configuration.mode()).isEqualTo(Mode.SERVICE);
    JsonNode pod = kubernetes("Deployment").at("/spec/template/spec");
    int preStop = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
    assertThat(preStop).isPositive();
    assertThat(pod.get("terminationGracePeriodSeconds").asLong())
        .isGreaterThanOrEqualTo(
            preStop + configuration.misc().shutdown().toSeconds() + REST_OF_STOP_SECONDS);
  }

  @Test
  void kubernetesAsksAtThePortsAndPathsThatThereAre() throws IOException {
    JsonNode container = kubernetes("Deployment").at("/spec/template/spec/containers/0");
    Map<String, Integer> ports = new HashMap<>();
    container
        .get("ports")
        .forEach(p -> ports.put(p.get("name").asText(), p.get("containerPort").asInt()));
    assertThat(ports)
        .containsOnly(
            Map.entry("websocket", presetPort(Variables.WEBSOCKET_PORT)),
            Map.entry("management", presetPort(Variables.MANAGEMENT_PORT)));
    assertThat(
            Stream.of("livenessProbe", "readinessProbe")
                .map(probe -> container.get(probe).get("httpGet"))
                .peek(get -> assertThat(get.get("port").asText()).isEqualTo("management"))
                .map(get -> get.get("path").asText()))
        .containsExactlyInAnyOrderElementsOf(PROBES);
    JsonNode port = kubernetes("Service").at("/spec/ports/0");
    assertThat(ports).containsKey(port.get("targetPort").asText());
    assertThat(port.get("port").asInt()).isEqualTo(presetPort(Variables.WEBSOCKET_PORT));
  }

  @Test
  void kubernetesReplacesNodesWithoutAGap() throws IOException {
    JsonNode deployment = kubernetes("Deployment").get("spec");
    JsonNode labels = deployment.at("/template/metadata/labels");
    assertThat(deployment.at("/selector/matchLabels")).isEqualTo(labels);
    assertThat(kubernetes("Service").at("/spec/selector")).isEqualTo(labels);
    JsonNode budget = kubernetes("PodDisruptionBudget").get("spec");
    assertThat(budget.at("/selector/matchLabels")).isEqualTo(labels);
    assertThat(budget.get("minAvailable").asInt())
        .isBetween(1, deployment.get("replicas").asInt() - 1);
    assertThat(deployment.at("/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
    assertThat(deployment.at("/strategy/rollingUpdate/maxSurge").asInt()).isPositive();
  }

  @Test
  void theImageIsOfTheDistribution() throws IOException {
    String file = Files.readString(DEPLOY.resolve("Dockerfile"));
    assertThat(file)
        .contains("ADD chats-launcher/target/chats-*.tar.gz ")
        .contains("/bin/chats archive")
        .contains(
            "EXPOSE %d %d"
                .formatted(
                    presetPort(Variables.WEBSOCKET_PORT), presetPort(Variables.MANAGEMENT_PORT)))
        .contains("USER 10001");
    assertThat(Path.of("src/main/distribution/bin/chats")).isExecutable();
  }

  /** The registry of images is left to operators. */
  @Test
  void imagesNameNoRegistry() throws IOException {
    Pattern image = Pattern.compile("(?m)(?:^\\s*image:\\s*|^ARG JAVA_IMAGE=|^FROM )(\\S+)");
    List<String> images = new ArrayList<>();
    for (String file : List.of("Dockerfile", "compose.yaml", "kubernetes/chats.yaml")) {
      image
          .matcher(Files.readString(DEPLOY.resolve(file)))
          .results()
          .forEach(found -> images.add(found.group(1)));
    }
    assertThat(images).hasSizeGreaterThan(5).allMatch(name -> !name.contains("/"));
  }

  /** Every variable must exist, and its value must be valid. */
  private static Configuration configured(Map<String, String> environment) {
    assertThat(Variables.all()).extracting(Variable::name).containsAll(environment.keySet());
    return Configuration.of(environment);
  }

  private static JsonNode compose() throws IOException {
    return documents("compose.yaml").getFirst();
  }

  private static JsonNode kubernetes(String kind) throws IOException {
    return documents("kubernetes/chats.yaml").stream()
        .filter(document -> document.get("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  /** Resolves anchors and merged keys. */
  private static List<JsonNode> documents(String file) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    new Yaml(new SafeConstructor(new LoaderOptions()))
        .loadAll(Files.readString(DEPLOY.resolve(file)))
        .forEach(document -> documents.add(JSON.valueToTree(document)));
    return documents;
  }

  private static int presetPort(Variable<?> variable) {
    return Integer.parseInt(variable.preset().orElseThrow().substring(1));
  }

  private static Map<String, String> fields(JsonNode object) {
    Map<String, String> fields = new HashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    return fields;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private static long seconds(String period) {
    return Long.parseLong(period.substring(0, period.length() - 1));
  }

  private static String host(NatsUrl url) {
    return URI.create(url.value()).getHost();
  }
}
