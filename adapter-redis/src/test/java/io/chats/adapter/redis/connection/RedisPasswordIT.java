package io.chats.adapter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.testing.services.redis.PrivateRedis;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class RedisPasswordIT {

  private final PrivateRedis redis = PrivateRedis.startWithPassword("r1ghtpassword");
  private final LogCapture log = LogCapture.open();

  @AfterEach
  void close() {
    log.close();
    redis.close();
  }

  @Test
  void opens() {
    try (TestConnection live = TestConnection.connectedTo(redis)) {
      assertThat(live.connection().call(RedisClient::ping)).contains("PONG");
    }
  }

  @Test
  void ifWrongIsLoggedInOneLineWithoutThePassword() {
    try (TestConnection live = TestConnection.connectingTo(redis, Optional.of("wr0ngpassword"))) {
      awaitRefusal();
      assertThat(live.connection().call(RedisClient::ping)).isEmpty();
    }
    assertThat(log.lines().getFirst()).contains("WRONGPASS").doesNotContain("wr0ng", "r1ght");
  }

  @Test
  void ifMissingIsLoggedInOneLine() {
    try (TestConnection live = TestConnection.connectingTo(redis, Optional.empty())) {
      awaitRefusal();
      assertThat(live.connection().call(RedisClient::ping)).isEmpty();
    }
  }

  private void awaitRefusal() {
    await().until(() -> !log.lines().isEmpty());
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("Redis at 127.0.0.1:" + redis.port() + " is away")
        .contains("does not accept the password");
  }
}
