package io.chats.launcher.cluster.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.cluster.harness.ChatsCluster;
import io.chats.launcher.cluster.harness.InParallel;
import io.chats.launcher.cluster.harness.LoadScale;
import io.chats.launcher.cluster.harness.Outage;
import io.chats.launcher.cluster.harness.SharedCluster;
import io.chats.launcher.cluster.harness.StoredChats;
import io.chats.launcher.cluster.harness.StoredMessage;
import io.chats.launcher.cluster.harness.ThreeNodeChat;
import io.chats.launcher.harness.MostlyWaits;
import io.chats.launcher.harness.WsClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** G11 Degrading without the database: errors in time, nothing acknowledged, recovery by itself. */
@MostlyWaits
@ExtendWith(SharedCluster.class)
class WithoutDatabaseG11IT {

  private static final Duration RECOVERY = Duration.ofSeconds(20);

  /** The time limit of answers, for a slow machine. */
  private static final Duration LENIENCY = Duration.ofMillis(500);

  private ChatsCluster cluster;
  private ThreeNodeChat trio;

  @BeforeEach
  void meet(ChatsCluster shared) {
    cluster = shared;
    trio = ThreeNodeChat.meet(cluster);
  }

  @AfterEach
  void part() {
    trio.close();
  }

  @Test
  void itIsKilled() throws SQLException {
    assertErrorsInTime(() -> cluster.database().kill(), () -> cluster.database().startAgain());
  }

  @Test
  void itIsFrozen() throws SQLException {
    assertErrorsInTime(() -> cluster.database().freeze(), () -> cluster.database().thaw());
  }

  private void assertErrorsInTime(Runnable away, Runnable back) throws SQLException {
    trio.talk("before");
    away.run();
    Instant end = Instant.now().plus(LoadScale.wanted().outage());
    assertSessionsReceiveErrorsInTime();
    assertCallersReceiveErrorsInTime();
    Outage.lastUntil(end);
    assertThat(trio.all())
        .allSatisfy(session ->
            assertThat(session.messages())
                .extracting(m -> m.get("clientMessageId").asText())
                .noneMatch(id -> id.startsWith("unknown-")));
    back.run();
    await("recovery").atMost(RECOVERY).until(() -> request().has("data"));
    trio.all().forEach(this::postUntilSeen);
    trio.talk("after");
    try (StoredChats stored = StoredChats.of(cluster.database())) {
      assertThat(stored.messages(trio.chat()))
          .extracting(StoredMessage::clientMessageId)
          .doesNotHaveDuplicates()
          .hasSize(3 * trio.all().size());
    }
  }

  /** Repeats it as clients do: not all nodes find the database again at the same moment. */
  private void postUntilSeen(WsClient session) {
    await("message " + unknown(session))
        .atMost(RECOVERY)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> {
          session.post(trio.chat(), unknown(session), "text");
          return trio.isSeen(unknown(session));
        });
  }

  /** The limit is twice BUS_TIMEOUT: WebSocket clients wait longer than callers on the bus. */
  private void assertSessionsReceiveErrorsInTime() {
    long start = System.nanoTime();
    trio.all().forEach(session -> session.post(trio.chat(), unknown(session), "text"));
    for (WsClient session : trio.all()) {
      JsonNode error = session.awaitError(300);
      assertThat(error.get("clientMessageId").asText()).isEqualTo(unknown(session));
    }
    assertInTime("a session", start, ChatsCluster.BUS_TIMEOUT.multipliedBy(2));
  }

  /** The limit is three quarters of BUS_TIMEOUT. */
  private void assertCallersReceiveErrorsInTime() {
    InParallel.times(
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

  private JsonNode request() {
    return cluster.bus().request("GET", "/chats/chats", Map.of("user_id", trio.clientId()));
  }

  private String unknown(WsClient session) {
    return "unknown-" + trio.all().indexOf(session);
  }
}
