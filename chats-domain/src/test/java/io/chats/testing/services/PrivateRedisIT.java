package io.chats.testing.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PrivateRedisIT {

  @Test
  void asksForThePassword() throws IOException {
    try (PrivateRedis redis = PrivateRedis.startWithPassword("secret");
        RedisLine line = new RedisLine(redis.port())) {
      assertThat(redis.password()).contains("secret");
      assertThat(line.ask("SET key 1")).startsWith("-NOAUTH");
      assertThat(line.ask("AUTH secret")).isEqualTo("+OK");
      assertThat(line.ask("SET key 1")).isEqualTo("+OK");
    }
  }

  @Test
  void forgetsAllWhenItIsKilled() throws IOException {
    try (PrivateRedis redis = PrivateRedis.start()) {
      try (RedisLine line = new RedisLine(redis.port())) {
        assertThat(line.ask("SET key 1")).isEqualTo("+OK");
      }
      redis.restart();
      try (RedisLine line = new RedisLine(redis.port())) {
        assertThat(line.ask("EXISTS key")).isEqualTo(":0");
      }
    }
  }
}
