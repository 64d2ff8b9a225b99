package io.chats.support.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceLinksTest {

  /** What Kubernetes makes for a Service {@code redis-master} with a named port. */
  private static final Map<String, String> LINKS =
      Map.of(
          "REDIS_MASTER_SERVICE_HOST", "10.0.0.1",
          "REDIS_MASTER_SERVICE_PORT", "6379",
          "REDIS_MASTER_SERVICE_PORT_TCP_REDIS", "6379",
          "REDIS_MASTER_PORT", "tcp://10.0.0.1:6379",
          "REDIS_MASTER_PORT_6379_TCP", "tcp://10.0.0.1:6379",
          "REDIS_MASTER_PORT_6379_TCP_PROTO", "tcp",
          "REDIS_MASTER_PORT_6379_TCP_PORT", "6379",
          "REDIS_MASTER_PORT_6379_TCP_ADDR", "10.0.0.1");

  @Test
  void areAllVariablesOfAService() {
    assertThat(ServiceLinks.in(LINKS))
        .containsOnlyKeys(LINKS.keySet())
        .allSatisfy((name, service) -> assertThat(service).isEqualTo("redis-master"));
  }

  @Test
  void areNoOtherVariables() {
    Map<String, String> others =
        Map.of(
            "REDIS_MASTER_HOST", "redis",
            "REDIS_MASTER_PASSWORD", "x",
            "REDIS_MASTER_PORT_6379_TCP_NAME", "x",
            "REDIS_PORT", "tcp://10.0.0.1:6379",
            "MY_REDIS_MASTER_PORT", "tcp://10.0.0.1:6379",
            "SERVICE_HOST", "x",
            "_SERVICE_HOST", "x");
    Map<String, String> all = new HashMap<>(LINKS);
    all.putAll(others);
    assertThat(ServiceLinks.in(all)).containsOnlyKeys(LINKS.keySet());
  }

  /** Kubernetes leaves variables alone that the pod sets. */
  @Test
  void areNotWhatPeopleSet() {
    Map<String, String> all = new HashMap<>(LINKS);
    all.put("REDIS_MASTER_PORT", "6380");
    assertThat(ServiceLinks.in(all))
        .hasSize(LINKS.size() - 1)
        .doesNotContainKey("REDIS_MASTER_PORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"REDIS_MASTER_SERVICE_HOST", "REDIS_MASTER_SERVICE_PORT"})
  void areMadeTogether(String missing) {
    Map<String, String> all = new HashMap<>(LINKS);
    all.remove(missing);
    assertThat(ServiceLinks.in(all)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://10.0.0.1:6379", "udp://10.0.0.1:53", "tcp://[fd00::1]:6379"})
  void haveAddresses(String value) {
    assertThat(ServiceLinks.isAddress(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6379", "", "tcp", "tcp://10.0.0.1", "http://10.0.0.1:80", "tcp://:"})
  void haveNothingElseInThePlaceOfAddresses(String value) {
    assertThat(ServiceLinks.isAddress(value)).isFalse();
  }
}
