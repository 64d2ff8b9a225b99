package io.chats.launcher.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Json;
import io.chats.launcher.harness.MostlyWaits;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.PushReceiver;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** G9 Reminded: one push for each chat and unread spell, whatever fails, with three processes. */
@MostlyWaits
class RemindedG9IT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration SOME_TICKS = Duration.ofSeconds(3);
  private static final long DOCTOR = 5000;

  private static RealServices services;
  private static List<Node> nodes;
  private static BusClient bus;

  private PushReceiver pushes;
  private long chatBefore;

  @BeforeAll
  static void start() {
    services = new RealServices();
    nodes = Stream.generate(() -> Node.launch(environment())).limit(3).toList();
    bus = services.bus();
  }

  @AfterAll
  static void stop() {
    bus.close();
    nodes.forEach(Node::close);
    services.close();
  }

  @BeforeEach
  void startThoseThatWereKilled() {
    nodes = nodes.stream().map(node -> node.jvm().isAlive() ? node : again(node)).toList();
    nodes.forEach(Node::awaitReady);
    pushes = new PushReceiver(services.nats.url());
    chatBefore = chat(1_000);
  }

  @AfterEach
  void takeNoMorePushes() {
    pushes.close();
  }

  @Test
  void withoutAFailureThereIsOnePushForEachChatAndSpell() {
    long[] orders = LongStream.rangeClosed(101, 140).toArray();
    for (long order : orders) {
      say(chat(order));
    }
    long online = chat(1);
    try (WsClient client = WsClient.connect(nodes.getFirst().webSocket(), client(1))) {
      say(online);
      await().atMost(SOON).until(() -> pushes.all().size() >= orders.length);
      awaitNoMoreThan(orders.length);
      for (long order : orders) {
        assertThat(pushes.of(order))
            .hasSize(1)
            .first()
            .satisfies(push -> assertRussian(push, order));
      }
      JsonNode read = bus.messages(online, client(1)).getLast();
      client.sendText(
          Json.write(
              Map.of(
                  "type",
                  "messageStatus",
                  "data",
                  Map.of("status", "read", "chatId", online, "messageId", read.get("id")))));
      client.awaitFrame(frame -> frame.path("type").asText().equals("messageStatus"));
      say(online);
    }
    await().atMost(SOON).until(() -> pushes.of(1).size() == 1);
    awaitNoMoreThan(orders.length + 1);
  }

  @Test
  void pushesThatAKilledProcessBeganAreRepeatedByOthersWithTheSameId() {
    pushes.setSilent(true);
    List<Long> orders = new ArrayList<>();
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          orders.add(200L + orders.size());
          say(chat(orders.getLast()));
          return count("COUNT(DISTINCT claimed_by)", "claimed_until IS NOT NULL") == 3;
        });
    nodes.getFirst().kill();
    pushes.setSilent(false);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> count("COUNT(*)", "reminded_at IS NULL") == 0);
    for (long order : orders) {
      assertThat(new HashSet<>(pushes.ids(order))).hasSize(1);
    }
    assertThat(count("COUNT(*)", "attempts > 1")).isPositive();
    assertThat(count("COUNT(DISTINCT claimed_by)", "TRUE")).isEqualTo(2);
    awaitNoMoreThan(pushes.all().size());
  }

  @Test
  void withoutTheBusRemindersWaitAndNoneIsForgotten() {
    long chat = chat(300);
    try (WsClient doctor = WsClient.connect(nodes.getFirst().webSocket(), DOCTOR)) {
      services.nats.kill();
      doctor.post(chat, "m", "Are you there?");
      doctor.awaitMessage("m");
      await().atMost(SOON).until(() -> count("COUNT(*)", "attempts > 0") == 1);
      assertThat(pushes.all()).isEmpty();
      services.nats.startAgain();
      await().atMost(SOON).until(() -> count("COUNT(*)", "reminded_at IS NOT NULL") == 1);
      assertThat(new HashSet<>(pushes.ids(300))).hasSize(1);
    }
  }

  @Test
  void oneClientsManyMessagesAndAnUnreadableRowKeepNobodyElseFromBeingReminded() {
    long talk = chat(400);
    long unreadable = chat(401);
    writeInDatabase(talk, client(400), 100_000);
    execute("UPDATE chats SET status = 99, version = version + 1 WHERE id = " + unreadable);
    try {
      long[] orders = LongStream.rangeClosed(410, 429).toArray();
      for (long order : orders) {
        say(chat(order));
      }
      await().atMost(SOON).until(() -> pushes.all().size() >= orders.length);
      assertThat(pushes.all()).hasSize(orders.length);
      say(talk);
      await().atMost(SOON).until(() -> pushes.of(400).size() == 1);
    } finally {
      execute("UPDATE chats SET status = 1, version = version + 1 WHERE id = " + unreadable);
    }
  }

  private static Node again(Node killed) {
    killed.close();
    return Node.launch(environment());
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = services.environment();
    environment.put("CRON", "1");
    environment.put("CRON_STEP", "1");
    environment.put("CHATS_LOCALE", "ru");
    environment.put("BUS_TIMEOUT", "2000");
    environment.put("RECONNECT_TO_SERVICE", "1");
    return environment;
  }

  private static long chat(long order) {
    return bus.chat(order, client(order), DOCTOR);
  }

  private static long client(long order) {
    return 10_000 + order;
  }

  private static void say(long chat) {
    bus.ask(
        "POST",
        "/chats/message",
        Map.of("chat_id", chat, "user_id", DOCTOR, "message", "a secret", "type", "message"));
  }

  private void awaitNoMoreThan(int size) {
    await()
        .during(SOME_TICKS)
        .atMost(SOME_TICKS.plusSeconds(3))
        .until(() -> pushes.all().size() == size);
  }

  private static void assertRussian(JsonNode push, long order) {
    assertThat(push.at("/recipient/user_id").asLong()).isEqualTo(client(order));
    assertThat(push.at("/message/title").asText()).isEqualTo("Новое сообщение от врача");
    assertThat(push.at("/message/body").asText()).isEqualTo("Откройте чат, чтобы прочитать.");
    assertThat(push.get("id").asText()).isNotEmpty();
  }

  /** Adds messages of a client to an empty chat; each statement doubles their number. */
  private static void writeInDatabase(long chat, long client, int messages) {
    String into =
        "INSERT INTO messages"
            + " (chat_id, seq, unread_seq, user_id, sender_type, type, text, created_at) ";
    execute(into + "VALUES (%d, 1, 1, %d, 1, 1, 'mine', NOW(3))".formatted(chat, client));
    for (int there = 1; there < messages; there *= 2) {
      execute(
          into
              + "SELECT chat_id, seq + %1$d, seq + %1$d, user_id, 1, 1, text, created_at"
                  .formatted(there)
              + " FROM messages WHERE chat_id = %d ORDER BY seq LIMIT %d"
                  .formatted(chat, Math.min(there, messages - there)));
    }
    execute(
        "UPDATE chats SET version = version + 1, last_seq = %d WHERE id = %d"
            .formatted(messages, chat));
  }

  private static void execute(String sql) {
    try (Connection connection = services.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the spells of this test. */
  private int count(String what, String which) {
    String from = " FROM unread_spells WHERE chat_id > " + chatBefore + " AND ";
    try (Connection connection = services.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + what + from + which)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
