package io.chats.adapter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisDataException;

class FailureReasonTest {

  private final RedisSettings settings =
      RedisSettings.of("cache", 6379, Optional.of("s3cret"), Duration.ofSeconds(1));

  @Test
  void hidesThePasswordThatAnOldServerEchoes() {
    String echo = "ERR unknown command `HELLO`, with args beginning with: `3`, `AUTH`, `s3cret`";
    assertThat(RedisStateTracker.reason(new JedisDataException(echo), settings))
        .startsWith("ERR unknown command `HELLO`")
        .doesNotContain("s3cret");
  }

  @Test
  void copesWithoutAMessage() {
    assertThat(RedisStateTracker.reason(new IllegalStateException(), settings)).isNotBlank();
  }
}
