package io.chats.adapter.redis.connection;

import io.chats.testing.services.PrivateRedis;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.RedisClient;

/** One Redis for all tests of a class, in which time can be made to pass. */
public final class SharedRedis implements BeforeAllCallback, AfterAllCallback {

  private PrivateRedis server;
  private TestConnection live;
  private RedisClient client;

  @Override
  public void beforeAll(ExtensionContext context) {
    server = PrivateRedis.start();
    live = TestConnection.connectedTo(server);
    client = RedisClient.create(server.host(), server.port());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client.close();
    live.close();
    server.close();
  }

  /** A connection to it, with nothing in it. */
  public RedisConnection emptied() {
    client.flushAll();
    return live.connection();
  }

  /** Any other client's view of it. */
  public RedisClient client() {
    return client;
  }

  /** Ages every key, as if that much time had passed. */
  public void pass(Duration time) {
    for (String key : client.keys("*")) {
      long left = client.pttl(key) - time.toMillis();
      if (left > 0) {
        client.pexpire(key, left);
      } else {
        client.del(key);
      }
    }
  }
}
