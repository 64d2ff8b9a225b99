package io.chats.launcher.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.launcher.cluster.harness.LongestTimes;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.MostlyWaits;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import io.chats.testing.services.network.TcpProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * G5 Self-healing and G13 Isolated: without the bus, what is committed is read from the feed of
 * changes, in whatever order ids appear in it, and whatever else the database holds.
 */
@MostlyWaits
class FeedG5G13IT {

  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final int CHATS = 10;

  private static RealServices services;
  private static TcpProxy toNats;
  private static List<Node> nodes;
  private static BusClient bus;
  private static long lastUser = 5_000;

  private final List<TwoPeople> chats = new ArrayList<>();
  private final LongestTimes times = new LongestTimes();

  @BeforeAll
  static void start() {
    services = new RealServices();
    toNats = TcpProxy.to(services.nats);
    nodes = List.of(Node.launch(environment()), Node.launch(environment()));
    nodes.forEach(Node::awaitReady);
    bus = services.bus();
  }

  @AfterAll
  static void stop() {
    bus.close();
    nodes.forEach(Node::close);
    toNats.close();
    services.close();
  }

  @BeforeEach
  void meetAndLoseTheBus() {
    for (int i = 0; i < CHATS; i++) {
      chats.add(new TwoPeople(times));
    }
    toNats.cut();
  }

  @AfterEach
  void part() {
    toNats.restore();
    chats.forEach(TwoPeople::close);
    nodes.forEach(FeedG5G13IT::awaitEntrance);
  }

  @Test
  void aTransactionThatIsOpenForLongG5() throws SQLException {
    assertThatItIsSeenAfterBeingOpenFor(Duration.ofSeconds(8));
  }

  @Test
  @Tag("long")
  void aTransactionThatIsOpenFor40SecondsG5() throws SQLException {
    assertThatItIsSeenAfterBeingOpenFor(Duration.ofSeconds(40));
  }

  @Test
  void idsThatNeverAppearG5() throws SQLException {
    try (Connection other = services.connect()) {
      other.setAutoCommit(false);
      for (int round = 0; round < 5; round++) {
        for (TwoPeople chat : chats) {
          insertMessage(other, chat, "never");
          other.rollback();
          chat.say("round-" + round);
        }
        for (TwoPeople chat : chats) {
          chat.awaitMessage("round-" + round);
        }
      }
    }
    assertThat(chats).noneMatch(chat -> chat.hasHeard("never"));
    times.print("G5, with gaps in the feed").assertAllWithin(BOUND);
  }

  @Test
  void aChatThatALaterVersionWroteG13() throws SQLException {
    TwoPeople strange = chats.getFirst();
    execute("UPDATE chats SET status = 99, version = version + 1 WHERE id = " + strange.chat());
    execute(
        """
        INSERT INTO chat_history (chat_id, version, what, happened_at)
        SELECT id, version, 99, changed_at FROM chats WHERE id = %d
        """
            .formatted(strange.chat()));
    for (int round = 0; round < 3; round++) {
      for (TwoPeople chat : chats.subList(1, CHATS)) {
        chat.say("round-" + round);
      }
      for (TwoPeople chat : chats.subList(1, CHATS)) {
        chat.awaitMessage("round-" + round);
      }
    }
    times.print("G13, beside a chat that nobody can read").assertAllWithin(BOUND);
  }

  private void assertThatItIsSeenAfterBeingOpenFor(Duration time) throws SQLException {
    TwoPeople held = chats.getFirst();
    try (Connection other = services.connect()) {
      other.setAutoCommit(false);
      insertMessage(other, held, "late");
      long until = System.nanoTime() + time.toNanos();
      for (int round = 0; System.nanoTime() < until; round++) {
        TwoPeople chat = chats.get(1 + round % (CHATS - 1));
        chat.say("meanwhile-" + round);
        chat.awaitMessage("meanwhile-" + round);
      }
      held.committedNow();
      other.commit();
      held.awaitMessage("late");
    }
    times.print("G5, beside an open transaction").assertAllWithin(BOUND);
  }

  /** Waits until the node can check tokens again. */
  private static void awaitEntrance(Node node) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsMatching(e -> true)
        .until(() -> letsIn(node));
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsMatching(e -> true)
        .until(() -> bus.request("POST", "/chats/new", Map.of("order_id", 1)).has("data"));
  }

  private static boolean letsIn(Node node) {
    try (WsClient visitor = WsClient.connect(node.webSocket(), ++lastUser)) {
      visitor.send(Map.of("type", "ping", "data", Map.of()));
      await().until(() -> !visitor.frames().isEmpty() || !visitor.isOpen());
      return visitor.frames().stream().anyMatch(f -> f.path("type").asText().equals("pong"));
    }
  }

  private static void insertMessage(Connection connection, TwoPeople chat, String id)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE chats SET version = version + 1, last_seq = last_seq + 1 WHERE id = "
              + chat.chat());
      statement.execute(
          """
          INSERT INTO messages (chat_id, seq, unread_seq, user_id, sender_type, client_message_id,
            type, text, created_at)
          SELECT id, last_seq, last_seq, %d, 1, '%s', 1, 'Hello', created_at FROM chats
          WHERE id = %d
          """
              .formatted(chat.writerId(), id, chat.chat()));
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = services.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = services.environment();
    environment.put("BUS_URL", "nats://" + toNats.host() + ":" + toNats.port());
    environment.put("RECONNECT_TO_SERVICE", "1");
    return environment;
  }

  /** A chat of two people on two nodes, of whom one speaks. */
  private static final class TwoPeople {

    private final long writerId = ++lastUser;
    private final long chat;
    private final WsClient writer;
    private final WsClient reader;
    private final LongestTimes times;
    private long since;

    TwoPeople(LongestTimes times) {
      long readerId = ++lastUser;
      this.times = times;
      this.chat = bus.chat(writerId, readerId, writerId);
      this.writer = WsClient.connect(nodes.getFirst().webSocket(), writerId);
      this.reader = WsClient.connect(nodes.getLast().webSocket(), readerId);
    }

    long chat() {
      return chat;
    }

    long writerId() {
      return writerId;
    }

    void say(String id) {
      since = System.nanoTime();
      writer.post(chat, id, "Hello");
    }

    /** Something is stored just now, by others. */
    void committedNow() {
      since = System.nanoTime();
    }

    void awaitMessage(String id) {
      reader.awaitMessage(id);
      times.endNow("a message", since);
    }

    boolean hasHeard(String id) {
      return reader.messages(chat).stream()
          .anyMatch(message -> message.path("clientMessageId").asText().equals(id));
    }

    void close() {
      writer.close();
      reader.close();
    }
  }
}
