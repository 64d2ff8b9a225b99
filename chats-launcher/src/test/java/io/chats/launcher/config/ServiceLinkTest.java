package io.chats.launcher.config;

import static io.chats.launcher.config.Environments.embeddedWith;
import static io.chats.launcher.config.Environments.serviceWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chats.launcher.harness.KubernetesServices;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Service links of Kubernetes count as nothing (spec 2). */
class ServiceLinkTest {

  private static final KubernetesServices NAMESPACE =
      new KubernetesServices()
          .add("redis", 6379, "redis")
          .add("db", 3306, "mysql")
          .add("bus", 4222, "client")
          .add("nats", 4222, "client")
          .add("sentry", 9000, "http")
          .add("websocket", 8002, "websocket")
          .add("management", 8003, "management")
          .add("redis-sentinel", 26379, "sentinel")
          .add("billing", 80, "http");

  @Test
  void changeNothingInServiceMode() {
    Configuration configuration = Configuration.of(NAMESPACE.environment(Environments.SERVICE));
    assertThat(configuration.describe())
        .isEqualTo(Configuration.of(Environments.SERVICE).describe());
    assertThat(configuration.service().orElseThrow().redis().port()).isEqualTo(6379);
    assertThat(configuration.remarks().typos()).isEmpty();
  }

  @Test
  void doNotSelectServiceMode() {
    Configuration configuration = Configuration.of(NAMESPACE.environment(Map.of()));
    assertThat(configuration.mode()).isEqualTo(Mode.EMBEDDED);
    assertThat(configuration.describe()).isEqualTo(Configuration.of(Map.of()).describe());
  }

  @Test
  void areToldOfWhereTheyLookLikeVariables() {
    assertThat(Configuration.of(NAMESPACE.environment(Map.of())).remarks().serviceLinks())
        .contains(
            "Ignored what Kubernetes says of the services bus, db, management, nats, redis,"
                + " redis-sentinel, sentry, websocket (enableServiceLinks)");
    assertThat(
            Configuration.of(new KubernetesServices().environment(Map.of()))
                .remarks()
                .serviceLinks())
        .isEmpty();
  }

  @Test
  void stepBackBehindWhatIsSet() {
    Map<String, String> environment =
        NAMESPACE.environment(
            serviceWith("REDIS_PORT", "6380", "WEBSOCKET_PORT", ":9002", "DB_PORT", "3307"));
    Configuration configuration = Configuration.of(environment);
    assertThat(configuration.service().orElseThrow().redis().port()).isEqualTo(6380);
    assertThat(configuration.service().orElseThrow().database().port()).isEqualTo(3307);
    assertThat(configuration.webSocket().address().port()).isEqualTo(9002);
    assertThat(configuration.remarks().typos()).isEmpty();
  }

  /** Then it may be a mistake of somebody, and the cure is named. */
  @ParameterizedTest
  @ValueSource(strings = {"REDIS_PORT", "DB_PORT", "WEBSOCKET_PORT", "SENTRY_PORT"})
  void areErrorsWhereKubernetesMadeNothingElse(String name) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.of(embeddedWith(name, "tcp://10.0.0.1:6379")))
        .withMessageContaining(name + " is 'tcp://10.0.0.1:6379'; expected: ")
        .withMessageContaining(
            "(service links): set enableServiceLinks to false in the pod, or set %s in it"
                .formatted(name));
  }
}
