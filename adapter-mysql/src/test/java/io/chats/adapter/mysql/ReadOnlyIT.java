package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that takes no writes is noticed, whether anybody writes or not, and left. */
@EachDatabase
class ReadOnlyIT {

  private static final String USER = "plain";
  private static final Duration NOTICED = Duration.ofSeconds(10);
  private static final Duration BUDGET = Duration.ofSeconds(2);

  private final Databases kind;
  private PrivateDatabase first;
  private PrivateDatabase second;
  private TestNode node;
  private TestChats scene;

  ReadOnlyIT(Databases kind) {
    this.kind = kind;
  }

  @BeforeEach
  void start() throws SQLException {
    first = kind.start();
    prepare(first);
  }

  @AfterEach
  void stop() {
    node.close();
    first.close();
    if (second != null) {
      second.close();
    }
  }

  @Test
  void itIsSaidThoughNobodyWritesAndEndsByItself() throws SQLException {
    connect(first.host() + ":" + first.port());
    assertThat(node.database().problem()).isEmpty();
    setReadOnly(first, true);
    await()
        .atMost(NOTICED)
        .untilAsserted(
            () -> assertThat(node.database().problem()).contains("the database is read-only"));
    setReadOnly(first, false);
    await().atMost(NOTICED).until(() -> node.database().problem().isEmpty());
  }

  /** Everything else goes on: whoever is connected can read. */
  @Test
  void writesAreRefusedAndReadsAreNot() throws SQLException {
    connect(first.host() + ":" + first.port());
    UserId client = scene.user();
    ChatId chat = scene.chat(client, scene.user());
    scene.say(chat, client, "before");
    setReadOnly(first, true);
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> scene.close(chat))
        .withMessage("the database is read-only");
    assertThat(scene.all(chat)).hasSize(1);
    assertThat(node.database().problem()).isPresent();
    setReadOnly(first, false);
    await()
        .atMost(NOTICED)
        .ignoreExceptions()
        .until(() -> scene.say(chat, client, "a").size() == 1);
    assertThat(node.database().problem()).isEmpty();
  }

  @Test
  void theServerThatTakesWritesIsFound() throws SQLException {
    startSecond();
    setReadOnly(first, true);
    connect(both());
    scene.chat();
    assertThat(chats(second)).isEqualTo(1);
  }

  @Test
  void connectionsMoveWhenAnotherServerTakesOver() throws SQLException {
    startSecond();
    setReadOnly(second, true);
    connect(both());
    scene.chat();
    assertThat(chats(first)).isEqualTo(1);
    setReadOnly(first, true);
    setReadOnly(second, false);
    await().atMost(NOTICED).ignoreExceptions().until(() -> scene.chat() != null);
    assertThat(chats(second)).isEqualTo(1);
    assertThat(node.database().problem()).isEmpty();
  }

  @Test
  void connectionsMoveWhenTheServerFreezes() throws SQLException {
    startSecond();
    setReadOnly(second, true);
    connect(both());
    scene.chat();
    first.freeze();
    setReadOnly(second, false);
    await().atMost(NOTICED).ignoreExceptions().until(() -> scene.chat() != null);
    assertThat(node.database().problem()).isEmpty();
    first.thaw();
    assertThat(chats(second)).isPositive();
  }

  private void startSecond() throws SQLException {
    second = kind.start();
    prepare(second);
  }

  private String both() {
    return "%s:%d,%s:%d".formatted(first.host(), first.port(), second.host(), second.port());
  }

  private void connect(String servers) {
    node =
        TestNode.of(
            DataSourceSettings.builder(servers, first.database())
                .credentials(USER, USER)
                .driverProperty("allowPublicKeyRetrieval", "true")
                .callBudget(BUDGET)
                .build());
    scene = new TestChats(node);
  }

  /** Makes the tables, and a user who may write only while the server is not read-only. */
  private static void prepare(PrivateDatabase server) throws SQLException {
    Migrations.of(TestNode.patient(server)).run();
    execute(server, "CREATE USER " + USER + "@'%' IDENTIFIED BY '" + USER + "'");
    execute(server, "GRANT ALL ON " + server.database() + ".* TO " + USER + "@'%'");
  }

  private static void setReadOnly(PrivateDatabase server, boolean value) throws SQLException {
    execute(server, "SET GLOBAL read_only = " + (value ? 1 : 0));
  }

  private static void execute(PrivateDatabase server, String sql) throws SQLException {
    try (Connection connection = admin(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int chats(PrivateDatabase server) throws SQLException {
    try (Connection connection = admin(server);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM chats")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static Connection admin(PrivateDatabase server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }
}
