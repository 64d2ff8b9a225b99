package io.chats.testing.services.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PrivateRedisIT {

  @Test
  void asksForThePassword() throws IOException {
    try (PrivateRedis redis = PrivateRedis.startWithPassword("secret");
        RedisConnection line = new RedisConnection(redis.port())) {
      assertThat(redis.password()).contains("secret");
      assertThat(line.ask("SET key 1")).startsWith("-NOAUTH");
      assertThat(line.ask("AUTH secret")).isEqualTo("+OK");
      assertThat(line.ask("SET key 1")).isEqualTo("+OK");
    }
  }

  @Test
  void forgetsAllWhenItIsKilled() throws IOException {
    try (PrivateRedis redis = PrivateRedis.start()) {
      try (RedisConnection line = new RedisConnection(redis.port())) {
        assertThat(line.ask("SET key 1")).isEqualTo("+OK");
      }
      redis.restart();
      try (RedisConnection line = new RedisConnection(redis.port())) {
        assertThat(line.ask("EXISTS key")).isEqualTo(":0");
      }
    }
  }
}
