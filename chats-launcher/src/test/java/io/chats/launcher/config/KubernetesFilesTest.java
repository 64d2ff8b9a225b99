package io.chats.launcher.config;

import static io.chats.launcher.config.DeploymentFiles.presetPort;
import static io.chats.launcher.config.DeploymentFiles.texts;
import static io.chats.launcher.config.DeploymentFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files for Kubernetes fit the product and each other. */
class KubernetesFilesTest {

  private static final String KUBERNETES = "kubernetes/";
  private static final String SECRETS = "/run/secrets/chats";

  private static final JsonNode DEPLOYMENT = base("deployment.yaml").get("spec");
  private static final JsonNode POD = DEPLOYMENT.at("/template/spec");
  private static final JsonNode CONTAINER = POD.at("/containers/0");
  private static final JsonNode LABELS = DEPLOYMENT.at("/template/metadata/labels");

  @TempDir private Path secrets;

  @Test
  void nodesAreConfiguredRight() throws IOException {
    Map<String, String> environment = environment();
    Configuration configuration = DeploymentFiles.configured(environment, secrets);
    assertThat(configuration.mode()).isEqualTo(Mode.SERVICE);
    assertThat(configuration.webSocket().origins()).isNotEmpty();
    int preStop = CONTAINER.at("/lifecycle/preStop/sleep/seconds").asInt();
    assertThat(preStop).isPositive();
    assertThat(POD.get("terminationGracePeriodSeconds").asLong())
        .isGreaterThanOrEqualTo(
            preStop
                + configuration.misc().shutdown().toSeconds()
                + DeploymentFiles.REST_OF_STOP_SECONDS);
  }

  @Test
  void secretsAreInFilesThatTheExampleSaysHowToMake() {
    DeploymentFiles.assertNoSecretIn(environment());
    assertThat(POD.at("/volumes/1/secret/secretName").asText()).isEqualTo("chats");
    assertThat(CONTAINER.at("/volumeMounts/1/name")).isEqualTo(POD.at("/volumes/1/name"));
    assertThat(CONTAINER.at("/volumeMounts/1/mountPath").asText()).isEqualTo(SECRETS);
    String example = DeploymentFiles.read(KUBERNETES + "example/kustomization.yaml");
    assertThat(DeploymentFiles.secretPaths(environment()).values())
        .hasSize(3)
        .allSatisfy(path -> {
          assertThat(path).startsWith(SECRETS + "/");
          assertThat(example).contains("--from-file=" + path.substring(SECRETS.length() + 1));
        });
  }

  @Test
  void probesAskAtThePortsAndPathsThatThereAre() {
    assertThat(ports())
        .containsOnly(
            Map.entry("websocket", presetPort(Variables.WEBSOCKET_PORT)),
            Map.entry("management", presetPort(Variables.MANAGEMENT_PORT)));
    assertProbe("startupProbe", "/health/live");
    assertProbe("livenessProbe", "/health/live");
    assertProbe("readinessProbe", "/health/ready");
    JsonNode port = base("service.yaml").at("/spec/ports/0");
    assertThat(ports()).containsKey(port.get("targetPort").asText());
    assertThat(port.get("port").asInt()).isEqualTo(presetPort(Variables.WEBSOCKET_PORT));
  }

  /** A slow start is no reason for a restart, and the other probes begin as soon as it is over. */
  @Test
  void theStartHasTwoMinutes() {
    JsonNode probe = CONTAINER.get("startupProbe");
    assertThat(probe.get("periodSeconds").asInt()).isEqualTo(1);
    assertThat(probe.get("failureThreshold").asInt()).isGreaterThanOrEqualTo(120);
    assertThat(CONTAINER.get("livenessProbe").has("initialDelaySeconds")).isFalse();
  }

  @Test
  void nodesAreReplacedWithoutAGap() {
    assertThat(DEPLOYMENT.at("/selector/matchLabels")).isEqualTo(LABELS);
    assertThat(base("service.yaml").at("/spec/selector")).isEqualTo(LABELS);
    assertThat(DEPLOYMENT.at("/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
    assertThat(DEPLOYMENT.at("/strategy/rollingUpdate/maxSurge").asInt()).isPositive();
    JsonNode budget = base("disruption-budget.yaml").get("spec");
    assertThat(budget.at("/selector/matchLabels")).isEqualTo(LABELS);
    assertThat(budget.get("maxUnavailable").asInt()).isEqualTo(1);
    assertThat(budget.get("unhealthyPodEvictionPolicy").asText()).isEqualTo("AlwaysAllow");
  }

  @Test
  void nodesMayDoNothingButWhatTheyNeed() {
    JsonNode container = CONTAINER.get("securityContext");
    assertThat(container.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.get("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(texts(container.at("/capabilities/drop"))).containsExactly("ALL");
    JsonNode pod = POD.get("securityContext");
    assertThat(pod.get("runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.get("runAsUser").asInt()).isEqualTo(10001);
    assertThat(pod.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(POD.get("enableServiceLinks").asBoolean(true)).isFalse();
  }

  @Test
  void nodesHaveNoTokenOfKubernetes() {
    JsonNode account = base("service-account.yaml");
    assertThat(account.get("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(POD.get("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(POD.get("serviceAccountName")).isEqualTo(account.at("/metadata/name"));
  }

  @Test
  void theNetworkLetsThroughWhatNodesNeedAndNoMore() throws IOException {
    JsonNode policy = base("network-policy.yaml").get("spec");
    assertThat(policy.at("/podSelector/matchLabels")).isEqualTo(LABELS);
    assertThat(texts(policy.get("policyTypes"))).containsExactly("Ingress", "Egress");
    assertThat(policy.get("ingress").findValuesAsText("port"))
        .containsExactlyInAnyOrderElementsOf(ports().keySet());
    Configuration.Service service =
        DeploymentFiles.configured(environment(), secrets).service().orElseThrow();
    assertThat(policy.get("egress").findValuesAsText("port"))
        .contains("53", text(service.database().port()), text(service.redis().port()))
        .hasSize(5);
    assertThat(service.bus().servers())
        .allMatch(url ->
            policy.get("egress").findValuesAsText("port").stream().anyMatch(url.value()::endsWith));
  }

  @Test
  void metricsAreReadWhereTheyAre() {
    JsonNode monitor = yaml(KUBERNETES + "monitoring/pod-monitor.yaml").get("spec");
    assertThat(monitor.at("/selector/matchLabels")).isEqualTo(LABELS);
    JsonNode endpoint = monitor.at("/podMetricsEndpoints/0");
    assertThat(ports()).containsKey(endpoint.get("port").asText());
    assertThat(endpoint.get("path").asText()).isEqualTo("/metrics");
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "example"})
  void theImageIsThatOfTheVersion(String folder) {
    JsonNode image = yaml(KUBERNETES + folder + "/kustomization.yaml").at("/images/0");
    assertThat(image.get("name")).isEqualTo(CONTAINER.get("image"));
    assertThat(image.get("newTag").asText()).isEqualTo(DeploymentFiles.version());
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "monitoring"})
  void everyFileIsUsed(String folder) throws IOException {
    JsonNode kustomization = yaml(KUBERNETES + folder + "/kustomization.yaml");
    try (Stream<Path> files = Files.list(DeploymentFiles.DEPLOY.resolve(KUBERNETES + folder))) {
      Set<String> others =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
              .collect(Collectors.toSet());
      assertThat(texts(kustomization.get("resources"))).containsExactlyInAnyOrderElementsOf(others);
    }
  }

  /** Kubernetes gives limits without requests the same requests, and nodes without limits grow. */
  @Test
  void memoryIsReservedInFull() {
    JsonNode resources = CONTAINER.get("resources");
    assertThat(resources.at("/requests/memory")).isEqualTo(resources.at("/limits/memory"));
    assertThat(resources.at("/requests/cpu").asText()).isNotEmpty();
  }

  private static void assertProbe(String probe, String path) {
    JsonNode get = CONTAINER.get(probe).get("httpGet");
    assertThat(get.get("port").asText()).isEqualTo("management");
    assertThat(get.get("path").asText()).isEqualTo(path);
  }

  /** The environment of the example: that of the base with some variables replaced. */
  private static Map<String, String> environment() {
    List<String> lines = new ArrayList<>();
    DeploymentFiles.read(KUBERNETES + "base/chats.env")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(lines::add);
    lines.addAll(
        texts(
            yaml(KUBERNETES + "example/kustomization.yaml").at("/configMapGenerator/0/literals")));
    Map<String, String> environment = new HashMap<>();
    lines.stream().map(it -> it.split("=", 2)).forEach(it -> environment.put(it[0], it[1]));
    return environment;
  }

  private static Map<String, Integer> ports() {
    Map<String, Integer> ports = new HashMap<>();
    for (JsonNode port : CONTAINER.get("ports")) {
      ports.put(port.get("name").asText(), port.get("containerPort").asInt());
    }
    return ports;
  }

  private static JsonNode base(String file) {
    return yaml(KUBERNETES + "base/" + file);
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
