package io.chats.launcher.harness;

import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.nats.PrivateNats;
import io.chats.testing.services.redis.PrivateRedis;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Private NATS, MariaDB and Redis, and stand-ins for the upstream services. */
public final class RealServices implements AutoCloseable {

  public static final String TOPIC = "chats.test";

  public final PrivateNats nats = PrivateNats.start();
  public final PrivateMariaDb mariaDb = PrivateMariaDb.start();
  public final PrivateRedis redis = PrivateRedis.start();
  public final Upstreams upstreams = new Upstreams(nats.url());

  /** The environment of a node on these services. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("BUS_URL", nats.url());
    environment.put("BUS_TOPIC", TOPIC);
    environment.put("DB_HOST", mariaDb.host());
    environment.put("DB_PORT", Integer.toString(mariaDb.port()));
    environment.put("DB_USER", mariaDb.user());
    environment.put("DB_PASSWORD", mariaDb.password());
    environment.put("DB_NAME", mariaDb.database());
    environment.put("REDIS_HOST", redis.host());
    environment.put("REDIS_PORT", Integer.toString(redis.port()));
    environment.put("WEBSOCKET_RATE", "0");
    // Where time is not what is tested, a slow machine shall not matter.
    environment.put("BUS_TIMEOUT", "10000");
    return environment;
  }

  /** A connection to the database for the test itself. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(mariaDb.jdbcUrl(), mariaDb.user(), mariaDb.password());
  }

  public BusClient bus() {
    return new BusClient(nats.url(), TOPIC);
  }

  @Override
  public void close() {
    upstreams.close();
    redis.close();
    mariaDb.close();
    nats.close();
  }
}
