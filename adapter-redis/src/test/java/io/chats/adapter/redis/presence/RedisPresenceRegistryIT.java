package io.chats.adapter.redis.presence;

import static org.awaitility.Awaitility.await;

import io.chats.adapter.redis.connection.TestConnection;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.testing.contract.PresenceNode;
import io.chats.testing.contract.SharedPresenceContract;
import io.chats.testing.services.network.TcpProxy;
import io.chats.testing.services.redis.PrivateRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import redis.clients.jedis.RedisClient;

/** The whole contract on a real Redis, which can be cut off. */
class RedisPresenceRegistryIT extends SharedPresenceContract {

  private static final PresenceSettings QUICK =
      new PresenceSettings(
          "chats.test",
          Duration.ofSeconds(2),
          Duration.ofMillis(200),
          Duration.ofMillis(1200),
          Duration.ofMillis(600));

  private static PrivateRedis server;
  private static TcpProxy proxy;

  private final List<TestNode> nodes = new ArrayList<>();

  @BeforeAll
  static void startServer() {
    server = PrivateRedis.start();
    proxy = TcpProxy.to(server);
  }

  @AfterAll
  static void stopServer() {
    proxy.close();
    server.close();
  }

  @AfterEach
  void endNodes() {
    proxy.restore();
    nodes.forEach(TestNode::close);
    forget();
  }

  @Override
  protected PresenceNode newNode() {
    TestNode node = new TestNode(TestConnection.connectedTo(proxy), QUICK);
    nodes.add(node);
    UserId nobody = new UserId(Long.MAX_VALUE);
    await().until(() -> node.registry().of(List.of(nobody)).containsValue(Presence.OFFLINE));
    return node;
  }

  @Override
  protected void setAway(boolean away) {
    if (away) {
      proxy.cut();
    } else {
      proxy.restore();
    }
  }

  @Override
  protected void forget() {
    try (RedisClient client = RedisClient.create(server.host(), server.port())) {
      client.flushAll();
    }
  }

  @Override
  protected Duration patience() {
    return QUICK.lease().multipliedBy(5);
  }
}
