package io.chats.adapter.redis.connection;

import io.chats.testing.services.redis.PrivateRedis;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.RedisClient;

/** One Redis for all tests of a class, whose keys can be aged. */
public final class SharedRedis implements BeforeAllCallback, AfterAllCallback {

  private PrivateRedis server;
  private TestConnection test;
  private RedisClient client;

  @Override
  public void beforeAll(ExtensionContext context) {
    server = PrivateRedis.start();
    test = TestConnection.connectedTo(server);
    client = RedisClient.create(server.host(), server.port());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client.close();
    test.close();
    server.close();
  }

  /** Empties the Redis; returns the connection to it. */
  public RedisConnection emptied() {
    client.flushAll();
    return test.connection();
  }

  /** Another client, with which tests look at the keys. */
  public RedisClient client() {
    return client;
  }

  /** Ages every key by a time. */
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
