package io.chats.adapter.redis.connection;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.providers.ConnectionProvider;

/**
 * A pool that connects only on demand. The pool of Jedis replaces a broken connection at once, on
 * the thread of the caller, which would then wait for a second time-out.
 */
final class LazyConnectionPool extends ConnectionPool implements ConnectionProvider {

  LazyConnectionPool(RedisSettings settings) {
    super(factory(settings), poolConfig(settings));
  }

  /** Called by the pool after a connection broke; does nothing. */
  @Override
  public void addObject() {}

  @Override
  public Connection getConnection() {
    return getResource();
  }

  @Override
  public Connection getConnection(CommandArguments command) {
    return getResource();
  }

  private static ConnectionFactory factory(RedisSettings settings) {
    int timeout = Math.toIntExact(settings.timeout().toMillis());
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder().timeoutMillis(timeout);
    settings.password().ifPresent(config::password);
    HostAndPort address = new HostAndPort(settings.host(), settings.port());
    return new ConnectionFactory(address, config.build());
  }

  private static ConnectionPoolConfig poolConfig(RedisSettings settings) {
    ConnectionPoolConfig config = new ConnectionPoolConfig();
    // One for each concurrent call, and one for an attempt to reach Redis: so no call ever waits
    // for a connection.
    int connections = settings.connections() + 1;
    config.setMaxTotal(connections);
    config.setMaxIdle(connections);
    config.setMaxWait(settings.timeout());
    // A failing test of an idle connection is logged with a stack trace, for each connection.
    config.setTestWhileIdle(false);
    config.setJmxEnabled(false);
    return config;
  }
}
