package io.chats.testing.services.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chats.testing.services.redis.PrivateRedis;
import io.chats.testing.services.redis.RedisConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TcpProxyIT {

  private static final Duration A_WHILE = Duration.ofMillis(200);

  @AutoClose private final PrivateRedis redis = PrivateRedis.start();
  @AutoClose private final TcpProxy proxy = TcpProxy.to(redis);

  @Test
  void passesEverythingOn() throws IOException {
    try (RedisConnection line = new RedisConnection(proxy.port())) {
      assertThat(line.ask("PING")).isEqualTo("+PONG");
      assertThat(proxy.connections()).isOne();
      assertThat(line.ask("QUIT")).isEqualTo("+OK");
      assertThat(line.reply()).isNull();
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void resetsConnectionsAndRefusesNewOnesWhileCut() throws IOException {
    try (RedisConnection line = new RedisConnection(proxy.port())) {
      assertThat(line.ask("PING")).isEqualTo("+PONG");
      proxy.cut();
      assertThatThrownBy(line::reply).isInstanceOf(SocketException.class);
    }
    assertThatThrownBy(() -> new RedisConnection(proxy.port()).close())
        .isInstanceOf(ConnectException.class);

    proxy.restore();
    try (RedisConnection line = new RedisConnection(proxy.port())) {
      assertThat(line.ask("PING")).isEqualTo("+PONG");
    }
  }

  @Test
  void acceptsNewConnectionsAfterAReset() throws IOException {
    try (RedisConnection line = new RedisConnection(proxy.port());
        RedisConnection other = new RedisConnection(proxy.port())) {
      assertThat(line.ask("PING")).isEqualTo("+PONG");
      assertThat(other.ask("PING")).isEqualTo("+PONG");
      proxy.reset();
      assertThatThrownBy(line::reply).isInstanceOf(SocketException.class);
      assertThatThrownBy(other::reply).isInstanceOf(SocketException.class);
    }
    try (RedisConnection line = new RedisConnection(proxy.port())) {
      assertThat(line.ask("PING")).isEqualTo("+PONG");
    }
  }

  @Test
  void holdsEverythingBackWhileStalled() throws IOException {
    proxy.stall();
    try (RedisConnection line = new RedisConnection(proxy.port());
        RedisConnection direct = new RedisConnection(redis.port())) {
      line.send("SET key 1");
      await().during(A_WHILE).until(() -> direct.ask("EXISTS key").equals(":0"));

      proxy.resume();
      assertThat(line.reply()).isEqualTo("+OK");
      assertThat(direct.ask("EXISTS key")).isEqualTo(":1");
    }
  }

  @Test
  void passesRequestsOnWhileRepliesAreStalled() throws IOException {
    proxy.stallReplies();
    try (RedisConnection line = new RedisConnection(proxy.port());
        RedisConnection direct = new RedisConnection(redis.port())) {
      line.send("SET key 1");
      await().until(() -> direct.ask("EXISTS key").equals(":1"));
      await().during(A_WHILE).until(() -> !line.hasReply());

      proxy.cut();
      assertThatThrownBy(line::reply).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void endsConnectionsToAServerThatIsAway() throws IOException {
    redis.kill();
    try (RedisConnection line = new RedisConnection(proxy.port())) {
      assertThat(line.reply()).isNull();
    }
    redis.startAgain();
    try (RedisConnection line = new RedisConnection(proxy.port())) {
      assertThat(line.ask("PING")).isEqualTo("+PONG");
    }
  }
}
