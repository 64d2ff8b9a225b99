package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.monitoring.testing.SentryReceiver;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.RejectingServer;
import io.chats.launcher.harness.SilentService;
import io.chats.launcher.harness.WsClient;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import redis.clients.jedis.RedisClient;

/** Each variable of the seed has the effect that it is there for. */
class SeedVariablesIT {

  private static final Set<String> SEED =
      Set.of(
          """
          WEBSOCKET_PORT BUS_TOPIC BUS_TOKEN BUS_URL BUS_TIMEOUT DB_DRIVE DB_PORT DB_HOST DB_USER
          DB_PASSWORD DB_NAME DB_PROTOCOL PINBA_HOST REDIS_HOST REDIS_PORT REDIS_TTL
          SENTRY_PROTOCOL SENTRY_LOGIN SENTRY_PASSWORD SENTRY_URL SENTRY_PORT SENTRY_PROJECT_ID
          RECONNECT_TO_SERVICE SHUTDOWN_SLEEP SDK_LOG CRON CRON_STEP
          """
              .strip()
              .split("\\s+"));

  private static final long CLIENT = 101;
  private static final long DOCTOR = 202;
  private static final String TEXT = "It hurts only when I laugh";
  private static final Duration SOON = Duration.ofSeconds(20);

  private static SeedScene scene;
  private static RejectingServer knocks;
  private static Node waiting;
  private static Node refused;
  private static long chat;

  private long order = 1000;

  @BeforeAll
  static void start() {
    scene = new SeedScene();
    knocks = new RejectingServer();
    waiting = Node.launch(with("DB_PORT", Integer.toString(knocks.port())));
    refused = Node.launch(with("DB_DRIVE", "postgres", "DB_PROTOCOL", "unix"));
    scene.node().awaitReady();
    chat = scene.bus().chat(7, CLIENT, DOCTOR);
    say(chat, TEXT);
  }

  @AfterAll
  static void stop() {
    refused.close();
    waiting.close();
    knocks.close();
    scene.close();
  }

  @Test
  void everyVariableHasARow() {
    assertThat(rows().keySet()).isEqualTo(SEED);
  }

  @TestFactory
  Stream<DynamicTest> everyVariableHasItsEffect() {
    return rows().entrySet().stream()
        .map(row -> DynamicTest.dynamicTest(row.getKey(), row.getValue()));
  }

  /** The checks run in this order, since the last ones stop the node's services and the node. */
  private Map<String, Executable> rows() {
    Map<String, Executable> rows = new LinkedHashMap<>();
    rows.put("WEBSOCKET_PORT", this::clientsConnectThere);
    rows.put("BUS_URL", this::theBusThereIsAnswered);
    rows.put("BUS_TOPIC", this::onlyThatSubjectIsAnswered);
    rows.put("BUS_TOKEN", this::theBusRefusesConnectionsWithoutIt);
    rows.put("BUS_TIMEOUT", this::aSilentServiceIsWaitedForSoLong);
    rows.put("DB_DRIVE", () -> assertRefused("DB_DRIVE is 'postgres'; expected: mysql"));
    rows.put("DB_PROTOCOL", () -> assertRefused("DB_PROTOCOL is 'unix'; expected: tcp"));
    rows.put("DB_HOST", () -> assertConnected("host LIKE '" + scene.mariaDb.host() + ":%'"));
    rows.put("DB_PORT", this::messagesAreInTheServerAtThatPort);
    rows.put("DB_USER", () -> assertConnected("user = '" + SeedScene.DB_USER + "'"));
    rows.put("DB_PASSWORD", this::theDatabaseRefusesConnectionsWithoutIt);
    rows.put("DB_NAME", this::tablesAreInThatDatabaseOnly);
    rows.put("REDIS_HOST", () -> assertThat(keys("presence:*")).isNotEmpty());
    rows.put("REDIS_PORT", () -> assertThat(keys("*")).isNotEmpty());
    rows.put("REDIS_TTL", this::cachedEntriesExpireAfterIt);
    rows.put("SDK_LOG", this::requestsAreLogged);
    rows.put("CRON", this::absentClientsAreReminded);
    rows.put("CRON_STEP", this::remindersComeAtThatPace);
    rows.put("PINBA_HOST", this::requestsAreCountedThere);
    rows.put("SENTRY_PROTOCOL", () -> assertThat(report().path()).isNotEmpty());
    rows.put("SENTRY_URL", () -> assertThat(report().path()).isNotEmpty());
    rows.put("SENTRY_PORT", () -> assertThat(report().path()).isNotEmpty());
    rows.put("SENTRY_PROJECT_ID", () -> assertThat(report().path()).isEqualTo("/api/4/envelope/"));
    rows.put("SENTRY_LOGIN", () -> assertThat(report().auth()).contains("sentry_key=login"));
    rows.put(
        "SENTRY_PASSWORD", () -> assertThat(report().auth()).contains("sentry_secret=password"));
    rows.put("RECONNECT_TO_SERVICE", this::attemptsComeNoLessOften);
    rows.put("SHUTDOWN_SLEEP", this::sessionsAreClosedOverThatTime);
    return rows;
  }

  private void clientsConnectThere() {
    try (WsClient client = WsClient.connect(webSocket(), CLIENT)) {
      client.sendText("{\"type\":\"ping\"}");
      client.awaitFrame(frame -> frame.path("type").asText().equals("pong"));
    }
  }

  private void theBusThereIsAnswered() {
    assertThat(scene.nats.url()).endsWith(":" + scene.nats.port());
    assertThat(list(scene.bus())).isTrue();
  }

  private void onlyThatSubjectIsAnswered() {
    assertThat(list(scene.bus())).isTrue();
    try (BusClient elsewhere = new BusClient(scene.busUrl(), RealServices.TOPIC)) {
      assertThatThrownBy(() -> list(elsewhere)).hasMessageContaining("no reply");
    }
  }

  private void theBusRefusesConnectionsWithoutIt() {
    assertThatThrownBy(() -> new BusClient(scene.nats.url(), SeedScene.TOPIC).close())
        .hasMessageContaining("Authorization");
    assertThat(list(scene.bus())).isTrue();
  }

  /** The wait for what is shown beside a message is half as long. */
  private void aSilentServiceIsWaitedForSoLong() {
    SilentService storage = new SilentService(scene.busUrl(), SeedScene.STORAGE_TOPIC);
    long asked = System.nanoTime();
    scene.bus().ask("POST", "/chats/message", message(chat, "See the picture", "f-1"));
    Duration took = Duration.ofNanos(System.nanoTime() - asked);
    storage.close();
    assertThat(took).isBetween(Duration.ofMillis(1900), Duration.ofMillis(4000));
  }

  private static void assertRefused(String said) {
    assertThat(refused.jvm().awaitExit(SOON)).isEqualTo(78);
    assertThat(refused.jvm().output()).contains(said);
  }

  private static void assertConnected(String which) {
    String connections = "SELECT COUNT(*) FROM information_schema.processlist WHERE ";
    assertThat(scene.query(connections + which + " AND db = '" + SeedScene.DB_NAME + "'"))
        .isNotEqualTo("0");
  }

  private void messagesAreInTheServerAtThatPort() {
    assertThat(scene.query("SELECT text FROM seeded.messages ORDER BY id LIMIT 1")).isEqualTo(TEXT);
  }

  private void theDatabaseRefusesConnectionsWithoutIt() {
    assertThatThrownBy(() ->
            DriverManager.getConnection(scene.mariaDb.jdbcUrl(), SeedScene.DB_USER, "").close())
        .hasMessageContaining("Access denied");
    assertConnected("user = '" + SeedScene.DB_USER + "'");
  }

  private void tablesAreInThatDatabaseOnly() {
    assertThat(
            scene.query(
                """
                SELECT GROUP_CONCAT(table_schema) FROM information_schema.tables
                WHERE table_name = 'messages'
                """))
        .isEqualTo(SeedScene.DB_NAME);
  }

  private static List<String> keys(String pattern) {
    try (RedisClient redis = redis()) {
      return List.copyOf(redis.keys("chats:v1:" + pattern));
    }
  }

  private void cachedEntriesExpireAfterIt() {
    await().atMost(SOON).until(() -> !keys("profile:*").isEmpty());
    try (RedisClient redis = redis()) {
      assertThat(keys("profile:*"))
          .allSatisfy(key ->
              assertThat(redis.ttl(key))
                  .isBetween(SeedScene.REDIS_TTL - 30L, (long) SeedScene.REDIS_TTL));
    }
  }

  private void requestsAreLogged() {
    String line = scene.node().jvm().awaitLine("bus request", SOON);
    assertThat(line).contains("/chats/");
    assertThat(scene.node().jvm().output()).contains("bus reply").doesNotContain(TEXT);
  }

  private void absentClientsAreReminded() {
    await().atMost(SOON).until(() -> !scene.pushes().of(7).isEmpty());
  }

  /** Waits for three pushes in turn: with a tick in ten seconds they would take more than 20 s. */
  private void remindersComeAtThatPace() {
    long began = System.nanoTime();
    for (int i = 0; i < 3; i++) {
      long next = ++order;
      say(scene.bus().chat(next, CLIENT, DOCTOR), TEXT);
      await().atMost(SOON).until(() -> !scene.pushes().of(next).isEmpty());
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(18));
  }

  private void requestsAreCountedThere() {
    assertThat(list(scene.bus())).isTrue();
    assertThat(scene.pinba.receive().text("script_name")).isNotEmpty();
  }

  /** Returns the reports about the cache, which is stopped. */
  private static SentryReceiver.Envelope report() {
    scene.redis.kill();
    return scene.sentry.await(event -> event.toString().contains("cache"));
  }

  /** If pauses went on doubling, the tenth attempt would come after 12 to 25 seconds. */
  private void attemptsComeNoLessOften() {
    await().atMost(SOON).until(() -> knocks.count() >= 10);
    assertThat(knocks.until(10)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
  }

  private void sessionsAreClosedOverThatTime() {
    List<WsClient> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(WsClient.connect(webSocket(), CLIENT));
    }
    long told = System.nanoTime();
    scene.node().jvm().terminate();
    clients.forEach(client -> assertThat(client.awaitClose()).isEqualTo(1001));
    assertThat(Duration.ofNanos(System.nanoTime() - told))
        .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(8));
    clients.forEach(WsClient::close);
    assertThat(scene.node().jvm().awaitExit(SOON)).isZero();
  }

  private static boolean list(BusClient bus) {
    return bus.request("GET", "/chats/chats", Map.of("user_id", CLIENT)).has("data");
  }

  private static void say(long chat, String text) {
    scene.bus().ask("POST", "/chats/message", message(chat, text, ""));
  }

  private static Map<String, Object> message(long chat, String text, String file) {
    return Map.of(
        "chat_id", chat, "user_id", DOCTOR, "message", text, "type", "message", "file_id", file);
  }

  private static String webSocket() {
    return "ws://127.0.0.1:" + scene.webSocketPort + "/ws/";
  }

  private static RedisClient redis() {
    return RedisClient.create(scene.redis.host(), scene.redis.port());
  }

  private static Map<String, String> with(String... namesAndValues) {
    Map<String, String> environment = new HashMap<>(scene.environment());
    environment.put("WEBSOCKET_PORT", "127.0.0.1:0");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return environment;
  }
}
