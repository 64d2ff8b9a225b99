package io.chats.launcher.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.mysql.DataSourceSettings;
import io.chats.adapter.mysql.Migrations;
import io.chats.launcher.cluster.harness.LongestTimes;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.ManagementPages;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import io.chats.testing.age.DatabaseSeeder;
import io.chats.testing.age.DatabaseWork;
import io.chats.testing.age.Population;
import io.chats.testing.age.SeededChats;
import io.chats.testing.age.SeededChats.SeededChat;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.network.TcpProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * G12 Lasting and G5 Self-healing with years of use behind: half a million messages, and 500 users
 * with 100 closed chats each, a twentieth of what the benchmark {@code age} has. Costs are counted
 * in rows that the database reads, since times say little on a busy machine.
 */
@Tag("long")
class LastingG5G12IT {

  private static final Population YEARS = Population.ofYears(10_000).scaled(0.05);
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final int SOME = 50;
  private static final int PAGE = 20;

  /** The rows that one user may make the database read for something that concerns one chat. */
  private static final long ROWS_OF_A_USER = 100;

  /** The rows that a page may make it read of each chat. */
  private static final long ROWS_OF_A_CHAT = 48;

  /** The rows that a comparison of a node may make it read when nothing has changed. */
  private static final long ROWS_OF_A_COMPARISON = 50;

  /** A node compares one piece of its rooms in five runs, so two pieces at most are in between. */
  private static final long ROWS_OF_PIECES = 2 * 600;

  private static final int COMPARISONS = 5;

  private static RealServices services;
  private static Connection observer;
  private static SeededChats chats;
  private static TcpProxy toNats;
  private static List<Node> nodes;
  private static BusClient bus;

  private final List<WsClient> connected = new ArrayList<>();

  @BeforeAll
  static void growOldAndUpgrade() throws SQLException {
    services = new RealServices();
    migrations(services.mariaDb).upTo(DatabaseSeeder.SCHEMA_VERSION).run();
    observer = services.connect();
    chats = new DatabaseSeeder(observer, Clock.systemUTC()).add(YEARS);
    migrations(services.mariaDb).run();
    toNats = TcpProxy.to(services.nats);
    nodes = List.of(Node.launch(environment()), Node.launch(environment()));
    nodes.forEach(Node::awaitReady);
    bus = services.bus();
  }

  @AfterAll
  static void stop() throws SQLException {
    bus.close();
    nodes.forEach(Node::close);
    toNats.close();
    observer.close();
    services.close();
  }

  @AfterEach
  void leave() {
    connected.forEach(WsClient::close);
  }

  @Test
  void connectingCostsTheOpenedChats() throws SQLException {
    assertFewRowsFor(
        SOME,
        chat -> {
          WsClient user = connect(1, chat.user(), "");
          String id = "live-" + chat.chat();
          post(chat, id);
          user.awaitMessage(id);
        });
  }

  @Test
  void syncCostsTheOpenedChats() throws SQLException {
    assertFewRowsFor(
        SOME,
        chat -> {
          WsClient user = connect(1, chat.user(), "&sync=1");
          user.send(Map.of("type", "sync", "data", Map.of("chats", List.of())));
          JsonNode sync = user.awaitFrame(frame -> frame.path("type").asText().equals("sync"));
          assertThat(sync.at("/data/chats")).hasSize(1);
          assertThat(sync.at("/data/chats/0/chatId").asLong()).isEqualTo(chat.chat());
        });
  }

  @Test
  void pagesCostTheChatsThatAreShown() throws SQLException {
    long rows =
        rows(() ->
            chats
                .opened()
                .subList(0, SOME)
                .forEach(chat -> {
                  assertThat(page(chat.user(), 0)).hasSize(PAGE);
                  int number = YEARS.closedChats() - 4 * PAGE + 1;
                  int user = (int) (chat.user() - YEARS.firstUser());
                  long last = chats.closed(user, number).chat();
                  assertThat(page(chat.user(), last)).hasSize(PAGE);
                }));
    assertThat(rows / SOME / 2).isLessThan(PAGE * ROWS_OF_A_CHAT);
  }

  @Test
  void standingByCostsNothing() throws SQLException {
    chats.opened().forEach(chat -> connect(1, chat.user(), ""));
    awaitComparisons(COMPARISONS);
    long rows = rows(() -> awaitComparisons(COMPARISONS));
    long rowsOfANode = (COMPARISONS + 1L) * ROWS_OF_A_COMPARISON + ROWS_OF_PIECES;
    assertThat(rows).isLessThan(nodes.size() * rowsOfANode);
  }

  @Test
  void messagesArriveWithoutTheBus() {
    LongestTimes times = new LongestTimes();
    Map<Long, WsClient> readers = new HashMap<>();
    chats.opened().forEach(chat -> readers.put(chat.chat(), connect(1, chat.user(), "")));
    List<SeededChat> written = chats.opened().subList(0, SOME);
    List<WsClient> writers = written.stream().map(chat -> connect(0, chat.partner(), "")).toList();
    toNats.cut();
    try {
      for (int round = 0; round < COMPARISONS; round++) {
        String id = "without-bus-" + round;
        long posted = System.nanoTime();
        for (int i = 0; i < SOME; i++) {
          writers.get(i).post(written.get(i).chat(), id, "Hello");
        }
        for (SeededChat chat : written) {
          readers.get(chat.chat()).awaitMessage(id);
          times.endNow("a message", posted);
        }
      }
    } finally {
      toNats.restore();
    }
    times.print("G5, in a database with years of use").assertAllWithin(BOUND);
    awaitBus();
  }

  private void assertFewRowsFor(int users, Consumer<SeededChat> user) throws SQLException {
    user.accept(chats.opened().get(users)); // loads what all of them use
    long rows = rows(() -> chats.opened().subList(0, users).forEach(user));
    assertThat(rows / users).isLessThan(ROWS_OF_A_USER);
  }

  private static long rows(Runnable task) throws SQLException {
    return DatabaseWork.during(observer, task::run).rowsRead();
  }

  private WsClient connect(int node, long user, String options) {
    String address = nodes.get(node).webSocket();
    WsClient client =
        WsClient.connect(new Request.Builder().url(address + "?token=u" + user + options).build());
    connected.add(client);
    return client;
  }

  private static void post(SeededChat chat, String id) {
    bus.ask(
        "POST",
        "/chats/message",
        Map.of(
            "chat_id",
            chat.chat(),
            "user_id",
            chat.partner(),
            "type",
            "message",
            "message",
            "Hello",
            "client_message_id",
            id));
  }

  /**
   * A page of a user's chats.
   *
   * @param before 0 for the first page
   */
  private static JsonNode page(long user, long before) {
    Map<String, Object> body = new HashMap<>(Map.of("user_id", user, "count", PAGE));
    if (before > 0) {
      body.put("before_chat_id", before);
    }
    return bus.ask("GET", "/chats/chats", body);
  }

  /** Waits until each node has made so many comparisons more. */
  private static void awaitComparisons(int more) {
    for (Node node : nodes) {
      double wanted = comparisons(node) + more;
      await().atMost(PATIENT).until(() -> comparisons(node) >= wanted);
    }
  }

  private static double comparisons(Node node) {
    return ManagementPages.metrics(node)
        .lines()
        .filter(line -> line.startsWith("chats_reconciliation_runs"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Waits until the nodes take requests again. */
  private static void awaitBus() {
    await()
        .atMost(PATIENT)
        .ignoreExceptionsMatching(e -> true)
        .until(() -> page(YEARS.user(0), 0).size() == PAGE);
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = services.environment();
    environment.put("BUS_URL", "nats://" + toNats.host() + ":" + toNats.port());
    environment.put("RECONNECT_TO_SERVICE", "1");
    return environment;
  }

  private static Migrations migrations(PrivateMariaDb server) {
    return Migrations.of(
        DataSourceSettings.builder(server.host(), server.database())
            .port(server.port())
            .credentials(server.user(), server.password())
            .build());
  }
}
