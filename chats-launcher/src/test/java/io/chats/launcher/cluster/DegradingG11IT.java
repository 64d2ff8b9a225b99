package io.chats.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.e2e.Json;
import io.chats.launcher.e2e.WsClient;
import io.chats.testing.services.PrivateNats;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** G11 Degrading: what goes on without Redis, NATS, upstream services or the database. */
@ExtendWith(SharedCluster.class)
class DegradingG11IT {

  private static final Duration RECOVERY = Duration.ofSeconds(20);

  /** Of what is answered in time, for a slow machine. */
  private static final Duration LENIENCY = Duration.ofMillis(500);

  private ChatsCluster cluster;
  private Trio trio;

  @BeforeEach
  void meet(ChatsCluster shared) {
    cluster = shared;
    trio = Trio.meet(cluster);
  }

  @AfterEach
  void part() {
    trio.close();
  }

  @Test
  void withoutRedisAllGoesOn() {
    cluster.redis().kill();
    assertTalk("without-redis");
    assertOnlyOwnSessionsAreKnown();
    try (WsClient late = WsClient.connect(cluster.node(2).webSocket(), trio.clientId())) {
      trio.say(late, "late");
      trio.awaitMessage("late");
    }
    assertThat(request().get("data")).hasSize(1);
    try (Trio later = Trio.meet(cluster)) {
      later.say(later.doctor(), "hello");
      later.awaitMessage("hello");
    }
    cluster.redis().startAgain();
    assertTalk("with-redis");
  }

  @Test
  void withoutNatsSessionsOfAllNodesKeepChattingAndNewOnesAreToldToTryLater() {
    cluster.nats().servers().forEach(PrivateNats::kill);
    assertTalk("without-nats");
    assertToldToTryLater();
    cluster.nats().servers().forEach(PrivateNats::startAgain);
    cluster.awaitEntrances();
    assertTalk("with-nats");
  }

  @Test
  void withoutUpstreamsMessagesGoOnWithEmptyNamesAndNewSessionsAreToldToTryLater() {
    cluster.stopUpstreams();
    try {
      assertTalk("without-upstreams");
      JsonNode author =
          trio.doctor().awaitFrame(DegradingG11IT::hasAuthors).get("data").get("users").get(0);
      assertThat(author.get("id").asLong()).isPositive();
      assertThat(author.get("firstName").asText() + author.get("lastName").asText()).isEmpty();
      trio.client().send(messageWithFile());
      assertThat(trio.doctor().awaitMessage("with-file").get("file"))
          .isEqualTo(Json.read("{\"id\":\"f1\"}"));
      assertToldToTryLater();
    } finally {
      cluster.startUpstreams();
    }
    cluster.awaitEntrances();
    assertTalk("with-upstreams");
  }

  @Test
  void withTheDatabaseKilledErrorsComeInTimeAndNothingIsAcknowledged() throws SQLException {
    assertErrorsInTime(() -> cluster.mariaDb().kill(), () -> cluster.mariaDb().startAgain());
  }

  @Test
  void withTheDatabaseFrozenErrorsComeInTimeAndNothingIsAcknowledged() throws SQLException {
    assertErrorsInTime(() -> cluster.mariaDb().freeze(), () -> cluster.mariaDb().thaw());
  }

  private void assertErrorsInTime(Runnable away, Runnable back) throws SQLException {
    assertTalk("before");
    away.run();
    assertSessionsAreToldInTime();
    assertCallersAreToldInTime();
    Outage.last(Scale.wanted().outage().dividedBy(2));
    assertThat(trio.all())
        .allSatisfy(session ->
            assertThat(session.messages())
                .extracting(m -> m.get("clientMessageId").asText())
                .noneMatch(id -> id.startsWith("unknown-")));
    back.run();
    await("recovery").atMost(RECOVERY).until(() -> request().has("data"));
    trio.all().forEach(session -> session.post(trio.chat(), unknown(session), "text"));
    trio.all().forEach(session -> trio.awaitMessage(unknown(session)));
    assertTalk("after");
    try (StoredChats stored = StoredChats.of(cluster.mariaDb())) {
      assertThat(stored.messages(trio.chat()))
          .extracting(StoredMessage::clientMessageId)
          .doesNotHaveDuplicates()
          .hasSize(3 * trio.all().size());
    }
  }

  /** Within twice BUS_TIMEOUT: whoever posts over a WebSocket is given more time than a caller. */
  private void assertSessionsAreToldInTime() {
    long start = System.nanoTime();
    trio.all().forEach(session -> session.post(trio.chat(), unknown(session), "text"));
    for (WsClient session : trio.all()) {
      JsonNode error = session.awaitError(300);
      assertThat(error.get("clientMessageId").asText()).isEqualTo(unknown(session));
    }
    assertInTime("a session", start, ChatsCluster.BUS_TIMEOUT.multipliedBy(2));
  }

  /** Within three quarters of BUS_TIMEOUT. */
  private void assertCallersAreToldInTime() {
    Together.times(
        6,
        i -> {
          long start = System.nanoTime();
          assertThat(request().path("error").path("code").asInt()).isEqualTo(300);
          assertInTime("a caller", start, ChatsCluster.BUS_TIMEOUT.multipliedBy(3).dividedBy(4));
        });
  }

  private static void assertInTime(String who, long startNanos, Duration bound) {
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    System.out.printf("G11, %s is told of an error within %d ms%n", who, took.toMillis());
    assertThat(took).isLessThan(bound.plus(LENIENCY));
  }

  /** Users of other nodes are neither online nor offline, and nobody is told that they are. */
  private void assertOnlyOwnSessionsAreKnown() {
    try (WsClient beside = WsClient.connect(cluster.node(1).webSocket(), trio.doctorId())) {
      Map<Long, String> known = Map.of(trio.operatorId(), "unknown", trio.doctorId(), "online");
      await()
          .until(() -> {
            trio.client().send(ClientFrames.opponentStatus(trio.chat()));
            return trio.client().frames().stream()
                .anyMatch(frame -> Opponents.statuses(frame).equals(known));
          });
      assertThat(beside.isOpen()).isTrue();
    }
    assertThat(trio.all())
        .flatExtracting(WsClient::frames)
        .noneMatch(frame -> Opponents.statuses(frame).containsValue("offline"));
  }

  /** On each node one says something, and all hear it. */
  private void assertTalk(String id) {
    for (WsClient by : trio.all()) {
      by.post(trio.chat(), id + trio.all().indexOf(by), "text");
    }
    for (int i = 0; i < trio.all().size(); i++) {
      trio.awaitMessage(id + i);
    }
  }

  private void assertToldToTryLater() {
    for (ClusterNode node : cluster.nodes()) {
      try (WsClient late = WsClient.connect(node.webSocket(), trio.clientId())) {
        late.awaitError(103);
        assertThat(late.awaitClose()).isEqualTo(1013);
      }
    }
  }

  private JsonNode request() {
    return cluster.bus().request("GET", "/chats/chats", Map.of("user_id", trio.clientId()));
  }

  private String unknown(WsClient session) {
    return "unknown-" + trio.all().indexOf(session);
  }

  private Map<String, ?> messageWithFile() {
    return Map.of(
        "type",
        "message",
        "data",
        Map.of(
            "messages",
            List.of(
                Map.of(
                    "chatId", trio.chat(),
                    "clientMessageId", "with-file",
                    "type", "document",
                    "text", "see there",
                    "fileId", "f1"))));
  }

  private static boolean hasAuthors(JsonNode frame) {
    return frame.path("data").path("users").path(0).has("firstName");
  }
}
