package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.DataSourceSettings;
import io.chats.adapter.mysql.Migrations;
import io.chats.launcher.harness.MostlyWaits;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.mysql.PrivateMySql;
import io.chats.testing.services.nats.PrivateNats;
import io.chats.testing.services.redis.PrivateRedis;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Starts that bring tables up to date and fail or are stopped; the next one needs no help. */
@MostlyWaits
class MigrationDrillsIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final String SECRET = "p00r-s3cret";

  private static PrivateNats nats;
  private static PrivateRedis redis;

  private PrivateDatabase server;

  @BeforeAll
  static void startOthers() {
    nats = PrivateNats.start();
    redis = PrivateRedis.start();
  }

  @AfterAll
  static void stopOthers() {
    redis.close();
    nats.close();
  }

  static List<Supplier<PrivateDatabase>> servers() {
    return List.of(PrivateMariaDb::start, PrivateMySql::start);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aMissingRightIsNamed(Supplier<PrivateDatabase> start) throws SQLException {
    makeFormerTables(start);
    execute(
        "CREATE USER poor IDENTIFIED BY '%s'".formatted(SECRET),
        "GRANT SELECT, INSERT, UPDATE, DELETE ON %s.* TO poor".formatted(server.database()));
    Map<String, String> environment = environment("poor", SECRET);
    try (Node node = Node.launch(environment)) {
      assertThat(node.jvm().awaitExit(SOON)).isEqualTo(1);
      assertThat(node.jvm().output())
          .containsOnlyOnce("migration 4 (closed activity) failed: ALTER command denied")
          .containsOnlyOnce("\"level\":\"ERROR\"")
          .doesNotContain("\tat ", "backup", SECRET);
    }
    execute("GRANT CREATE, ALTER, INDEX ON %s.* TO poor".formatted(server.database()));
    assertNextStartIsReady(environment);
  }

  /** The migration waits for somebody's lock when the signal comes. */
  @ParameterizedTest
  @MethodSource("servers")
  void aSignalInTheMiddleIsNoFailure(Supplier<PrivateDatabase> start) throws SQLException {
    makeFormerTables(start);
    execute(
        """
        INSERT INTO chats (id, order_id, status, created_at, last_message_at, changed_at)
        VALUES (1, 1, 2, NOW(3), NOW(3), NOW(3))
        """,
        """
        INSERT INTO subscriptions (chat_id, user_id, user_type, active, joined_version)
        VALUES (1, 1, 1, TRUE, 2)
        """,
        // A transaction that is open would keep the table from being altered.
        "ALTER TABLE subscriptions ADD COLUMN closed_activity DATETIME(3) NULL",
        "ALTER TABLE subscriptions ADD COLUMN joined_seq BIGINT NULL");
    Map<String, String> environment = environment(server.user(), server.password());
    try (Connection busy = connect();
        Statement statement = busy.createStatement();
        Node node = Node.launch(environment)) {
      busy.setAutoCommit(false);
      statement.execute("UPDATE subscriptions SET read_seq = 1 WHERE chat_id = 1");
      node.jvm().awaitLine("Marks the participations in closed chats", SOON);
      node.jvm().terminate();
      assertThat(node.jvm().awaitExit(AT_ONCE)).isZero();
      assertThat(node.jvm().output())
          .containsOnlyOnce("Stopped in the middle of the start")
          .doesNotContain("\"level\":\"ERROR\"", "\"level\":\"WARN\"", "failed");
      busy.commit();
    }
    assertNextStartIsReady(environment);
  }

  private void makeFormerTables(Supplier<PrivateDatabase> start) {
    server = start.get();
    DataSourceSettings settings =
        DataSourceSettings.builder(server.host(), server.database())
            .port(server.port())
            .credentials(server.user(), server.password())
            .build();
    Migrations.of(settings).upTo("3").run();
  }

  private static void assertNextStartIsReady(Map<String, String> environment) {
    try (Node node = Node.start(environment)) {
      assertThat(node.jvm().output()).doesNotContain("\"level\":\"ERROR\"");
    }
  }

  private Map<String, String> environment(String user, String password) {
    Map<String, String> environment = new HashMap<>();
    environment.put("BUS_URL", nats.url());
    environment.put("BUS_TOPIC", RealServices.TOPIC);
    environment.put("DB_HOST", server.host());
    environment.put("DB_PORT", Integer.toString(server.port()));
    environment.put("DB_USER", user);
    environment.put("DB_PASSWORD", password);
    environment.put("DB_NAME", server.database());
    environment.put("REDIS_HOST", redis.host());
    environment.put("REDIS_PORT", Integer.toString(redis.port()));
    return environment;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
