package io.chats.launcher.e2e.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.monitoring.testing.SentryReceiver;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Json;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails, with all logging on: the log of a node and the reports to Sentry contain no texts
 * or names of users, and no token (spec 9). The database quotes what it refuses, as real ones do.
 */
class LogsIT {

  private static final String MARK = "xylophone";
  private static final String NAME = "Last of ";
  private static final int SENTRY_EVENTS = 2;

  private static RealServices services;
  private static SentryReceiver sentry;
  private static Node node;
  private static long chat;

  @BeforeAll
  @SuppressWarnings("try") // closing a connection may be interrupted
  static void start() throws Exception {
    services = new RealServices();
    sentry = new SentryReceiver();
    node = Node.start(environment());
    quoteWhatIsRefused();
    try (BusClient bus = services.bus();
        Connection others = Nats.connect(services.nats.url())) {
      chat = bus.chat(1, 71, 72);
      askStrangeThings(bus);
      sayStrangeThings(others);
      beRefusedByTheDatabase(bus);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> node.jvm().output().contains("is set aside for now"));
    }
    node.jvm().terminate();
    assertThat(node.jvm().awaitExit(Duration.ofSeconds(20))).isZero();
  }

  @AfterAll
  static void stop() {
    node.close();
    sentry.close();
    services.close();
  }

  @Test
  void nothingThatPeopleSayOrAreCalledIsLogged() {
    assertThat(node.jvm().output())
        .contains("bus request", "bus reply", "/user/token")
        .contains("during POST /chats/message", "during frame message", "is set aside for now")
        .contains("Announcements of other nodes cannot be read")
        .contains("SQLState 45000")
        .doesNotContain(MARK, NAME);
  }

  /** A failure that was reported just before the end arrives: it was flushed. */
  @Test
  void nothingThatPeopleSayOrAreCalledIsReported() {
    assertThat(sentry.events()).hasSizeGreaterThanOrEqualTo(SENTRY_EVENTS);
    assertThat(sentry.envelopes().toString())
        .contains("POST /chats/message", "frame message", "SQLState 45000")
        .doesNotContain(MARK, NAME);
  }

  @Test
  void eachLineIsAnObjectWithTheIdsThatItConcerns() {
    assertThat(lines())
        .allSatisfy(line -> assertThat(line.fieldNames()).toIterable().contains("time", "message"));
    JsonNode frame = line("during frame message");
    assertThat(frame.at("/context/chat").asLong()).isEqualTo(chat);
    assertThat(frame.at("/context/user").asLong()).isEqualTo(71);
    assertThat(frame.at("/context/session").asText()).isNotEmpty();
    assertThat(frame.get("failure").asText()).contains("\tat io.chats.");
  }

  @Test
  void aFailureLeadsToTheLinesOfItsRequest() {
    JsonNode failure = line("during POST /chats/message");
    String request = failure.at("/context/request").asText();
    assertThat(lines().filter(it -> it.at("/context/request").asText().equals(request)))
        .extracting(it -> it.get("message").asText())
        .hasSize(3)
        .anyMatch(it -> it.startsWith("bus request: {") && it.contains("/chats/message"))
        .anyMatch(it -> it.equals(failure.get("message").asText()))
        .anyMatch(it -> it.startsWith("bus reply: {\"error\"") && it.contains("200"));
    assertThat(reportedDuring("POST /chats/message")).isEqualTo(request);
  }

  /** The service that the frame's file was asked for is part of it. */
  @Test
  void aFailureLeadsToTheLinesOfItsFrame() {
    JsonNode failure = line("during frame message");
    String request = failure.at("/context/request").asText();
    assertThat(request).startsWith(failure.at("/context/session").asText() + "-");
    assertThat(lines().filter(it -> it.at("/context/request").asText().equals(request)))
        .extracting(it -> it.get("message").asText())
        .anyMatch(it -> it.startsWith("to storage.1.0: {"))
        .anyMatch(it -> it.startsWith("from storage.1.0: {"))
        .anyMatch(it -> it.equals(failure.get("message").asText()));
    assertThat(reportedDuring("frame message")).isEqualTo(request);
  }

  private static Stream<JsonNode> lines() {
    return node.jvm().output().lines().map(Json::read);
  }

  private static JsonNode line(String end) {
    return lines()
        .filter(line -> line.get("message").asText().endsWith(end))
        .findFirst()
        .orElseThrow();
  }

  /** Which request the report of the failure names. */
  private static String reportedDuring(String activity) {
    return sentry
        .await(event -> event.at("/tags/during").asText().equals(activity))
        .event()
        .at("/tags/request")
        .asText();
  }

  private static void askStrangeThings(BusClient bus) {
    bus.request(("{\"method\": " + MARK).getBytes(UTF_8));
    bus.request(
        ("{\"method\":\"POST\",\"path\":\"/chats/new\",\"body\":\"" + MARK + "\"}")
            .getBytes(UTF_8));
    bus.ask("GET", "/chats/chat/history", Map.of("chat_id", chat, "user_id", 71));
  }

  private static void sayStrangeThings(Connection others) {
    Request refused =
        new Request.Builder().url(node.webSocket() + "?token=" + MARK + "-token").build();
    try (WsClient nobody = WsClient.connect(refused)) {
      nobody.awaitError(103);
    }
    try (WsClient client = WsClient.connect(node.webSocket(), 71);
        WsClient doctor = WsClient.connect(node.webSocket(), 72)) {
      client.sendText(MARK);
      client.awaitError(201);
      client.sendText("{\"type\":\"" + MARK + "\",\"data\":{\"" + MARK + "\":\"" + MARK + "\"}}");
      client.awaitError(106);
      client.post(chat, "a", "I have a " + MARK);
      doctor.awaitMessage("a");
      others.publish(RealServices.TOPIC + ".cluster.chat." + chat, MARK.getBytes(UTF_8));
      await()
          .until(() -> node.jvm().output().contains("Announcements of other nodes cannot be read"));
      client.send(refusedWithFile());
      client.awaitError(200);
    }
  }

  private static Map<String, ?> refusedWithFile() {
    Map<String, Object> message = new HashMap<>(Map.of("chatId", chat, "clientMessageId", "b"));
    message.putAll(Map.of("type", "document", "text", "refuse " + MARK, "fileId", "f1"));
    return Map.of("type", "message", "data", Map.of("messages", List.of(message)));
  }

  /** The reply says nothing of it either. */
  private static void beRefusedByTheDatabase(BusClient bus) {
    Map<String, Object> message =
        Map.of(
            "chat_id",
            chat,
            "user_id",
            72,
            "type",
            "message",
            "message",
            "refuse " + MARK,
            "params",
            Map.of(MARK, MARK));
    assertThat(bus.request("POST", "/chats/message", message).at("/error/code").asInt())
        .isEqualTo(200);
    Map<String, Object> unread = new HashMap<>(message);
    unread.put("message", "You have a " + MARK);
    bus.ask("POST", "/chats/message", unread);
  }

  /** A message that is refused, and an outage that tells of the message it was met with. */
  private static void quoteWhatIsRefused() throws SQLException {
    execute(
        """
        CREATE TRIGGER refusing BEFORE INSERT ON messages FOR EACH ROW
        IF NEW.text LIKE 'refuse %' THEN
          SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = NEW.text;
        END IF
        """);
    execute(
        """
        CREATE TRIGGER failing BEFORE INSERT ON unread_spells FOR EACH ROW
        BEGIN
          DECLARE said TEXT;
          SELECT MAX(text) INTO said FROM messages WHERE chat_id = NEW.chat_id;
          SIGNAL SQLSTATE '42000' SET MYSQL_ERRNO = 1226, MESSAGE_TEXT = said;
        END
        """);
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = services.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = services.environment();
    environment.putAll(sentry.environment());
    environment.put("SDK_LOG", "1");
    environment.put("CRON", "1");
    environment.put("CRON_STEP", "1");
    environment.put("SHUTDOWN_SLEEP", "1");
    return environment;
  }
}
