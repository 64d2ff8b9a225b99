package io.chats.adapter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisSettingsTest {

  private static final Duration PAUSE = Duration.ofSeconds(15);

  @Test
  void textHasNoPassword() {
    RedisSettings settings = RedisSettings.of("cache", 6379, Optional.of("s3cret"), PAUSE);
    assertThat(settings).hasToString("cache:6379");
  }

  @Test
  void refusesValuesOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisSettings.of("cache", 0, Optional.empty(), PAUSE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisSettings.of("cache", 1, Optional.empty(), Duration.ZERO));
  }
}
