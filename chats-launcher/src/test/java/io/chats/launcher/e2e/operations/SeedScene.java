package io.chats.launcher.e2e.operations;

import io.chats.adapter.monitoring.testing.PinbaReceiver;
import io.chats.adapter.monitoring.testing.SentryReceiver;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.PushReceiver;
import io.chats.launcher.harness.Upstreams;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.nats.NatsOptions;
import io.chats.testing.services.nats.PrivateNats;
import io.chats.testing.services.process.FreePorts;
import io.chats.testing.services.redis.PrivateRedis;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Services at other addresses than the defaults of the seed's variables, and one node for which
 * each variable differs from its default.
 */
final class SeedScene implements AutoCloseable {

  static final String TOPIC = "dev_chats.eldar.1.1";
  static final String DB_USER = "seeder";
  static final String DB_PASSWORD = "db-s3cret";
  static final String DB_NAME = "seeded";
  static final int REDIS_TTL = 77;

  /** An address at which no service answers. */
  static final String STORAGE_TOPIC = "silent.storage.1.0";

  private static final String BUS_TOKEN = "bus-s3cret";

  final PrivateNats nats = PrivateNats.start(NatsOptions.DEFAULT.withToken(BUS_TOKEN));
  final PrivateMariaDb mariaDb = PrivateMariaDb.start();
  final PrivateRedis redis = PrivateRedis.start();
  final PinbaReceiver pinba = new PinbaReceiver();
  final SentryReceiver sentry = new SentryReceiver();
  final int webSocketPort = FreePorts.next();
  private final Upstreams upstreams = new Upstreams(busUrl());
  private final PushReceiver pushes = new PushReceiver(busUrl());
  private final BusClient bus = new BusClient(busUrl(), TOPIC);
  private final Node node;

  SeedScene() {
    execute("CREATE DATABASE " + DB_NAME);
    execute("CREATE USER " + DB_USER + "@'127.0.0.1' IDENTIFIED BY '" + DB_PASSWORD + "'");
    execute("GRANT ALL PRIVILEGES ON " + DB_NAME + ".* TO " + DB_USER + "@'127.0.0.1'");
    node = Node.launch(environment());
  }

  /** The answer to a valid token. */
  String busUrl() {
    return "nats://" + BUS_TOKEN + "@" + nats.host() + ":" + nats.port();
  }

  BusClient bus() {
    return bus;
  }

  PushReceiver pushes() {
    return pushes;
  }

  Node node() {
    return node;
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("WEBSOCKET_PORT", "127.0.0.1:" + webSocketPort);
    environment.put("BUS_URL", nats.url());
    environment.put("BUS_TOPIC", TOPIC);
    environment.put("BUS_TOKEN", BUS_TOKEN);
    environment.put("BUS_TIMEOUT", "4000");
    environment.put("DB_DRIVE", "mysql");
    environment.put("DB_PROTOCOL", "tcp");
    environment.put("DB_HOST", mariaDb.host());
    environment.put("DB_PORT", Integer.toString(mariaDb.port()));
    environment.put("DB_USER", DB_USER);
    environment.put("DB_PASSWORD", DB_PASSWORD);
    environment.put("DB_NAME", DB_NAME);
    environment.put("REDIS_HOST", redis.host());
    environment.put("REDIS_PORT", Integer.toString(redis.port()));
    environment.put("REDIS_TTL", Integer.toString(REDIS_TTL));
    environment.put("RECONNECT_TO_SERVICE", "1");
    environment.put("SHUTDOWN_SLEEP", "2");
    environment.put("SDK_LOG", "1");
    environment.put("CRON", "1");
    environment.put("CRON_STEP", "1");
    environment.put("STORAGE_TOPIC", STORAGE_TOPIC);
    environment.put("PINBA_HOST", "127.0.0.1:" + pinba.port());
    environment.putAll(sentry.environment());
    return environment;
  }

  /** The first value of a query by the database's administrator. */
  String query(String sql) {
    try (Connection connection = administrator();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = administrator();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection administrator() throws SQLException {
    return DriverManager.getConnection(mariaDb.jdbcUrl(), mariaDb.user(), mariaDb.password());
  }

  @Override
  public void close() {
    node.close();
    bus.close();
    pushes.close();
    upstreams.close();
    sentry.close();
    pinba.close();
    redis.close();
    mariaDb.close();
    nats.close();
  }
}
