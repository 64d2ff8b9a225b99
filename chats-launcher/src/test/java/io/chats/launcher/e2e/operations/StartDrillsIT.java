package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.launcher.harness.HttpBusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.nats.NatsOptions;
import io.chats.testing.services.nats.PrivateNats;
import io.chats.testing.services.redis.PrivateRedis;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures before a node is ready, and signals to it meanwhile. */
class StartDrillsIT {

  private static final String WRONG = "wr0ng-s3cret";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir private Path data;

  @Test
  void wrongPasswordsAreNamedWithoutBeingRepeated() throws SQLException {
    try (PrivateNats nats = PrivateNats.start(NatsOptions.DEFAULT.withToken("bus-s3cret"));
        PrivateMariaDb mariaDb = PrivateMariaDb.start();
        PrivateRedis redis = PrivateRedis.startWithPassword("redis-s3cret");
        Node node = Node.launch(withWrongPasswords(nats, mariaDb, redis))) {
      node.jvm().awaitLine("the database refuses the user or the password", SOON);
      node.jvm().awaitLine("it does not accept the password", SOON);
      changePassword(mariaDb);
      node.jvm().awaitLine("it refuses the token", SOON);
      assertThat(node.jvm().isAlive()).isTrue();
      node.jvm().terminate();
      assertThat(node.jvm().awaitExit(AT_ONCE)).isZero();
      assertThat(node.jvm().output())
          .doesNotContain(WRONG, "bus-s3cret", "redis-s3cret", mariaDb.password(), "\tat ");
    }
  }

  @Test
  void aSignalEndsAnEmbeddedStartAndTheNextOneSucceeds() {
    Map<String, String> environment = Map.of("DATA_DIR", data.toString());
    try (Node node = Node.launch(environment)) {
      node.jvm().awaitLine("starts: embedded mode", SOON);
      node.jvm().terminate();
      assertThat(node.jvm().awaitExit(AT_ONCE)).isZero();
    }
    try (Node again = Node.start(environment)) {
      assertThat(new HttpBusClient(again).chat(1, 1, 2)).isPositive();
    }
  }

  private static Map<String, String> withWrongPasswords(
      PrivateNats nats, PrivateMariaDb mariaDb, PrivateRedis redis) {
    Map<String, String> environment = new HashMap<>();
    environment.put("BUS_URL", nats.url());
    environment.put("BUS_TOPIC", RealServices.TOPIC);
    environment.put("BUS_TOKEN", WRONG);
    environment.put("DB_HOST", mariaDb.host());
    environment.put("DB_PORT", Integer.toString(mariaDb.port()));
    environment.put("DB_USER", mariaDb.user());
    environment.put("DB_PASSWORD", WRONG);
    environment.put("DB_NAME", mariaDb.database());
    environment.put("REDIS_HOST", redis.host());
    environment.put("REDIS_PORT", Integer.toString(redis.port()));
    environment.put("REDIS_PASSWORD", WRONG);
    return environment;
  }

  /** Corrects the password for which the node has been waiting. */
  private static void changePassword(PrivateMariaDb mariaDb) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(mariaDb.jdbcUrl(), mariaDb.user(), mariaDb.password());
        Statement statement = connection.createStatement()) {
      statement.execute("SET PASSWORD = PASSWORD('" + WRONG + "')");
    }
  }
}
