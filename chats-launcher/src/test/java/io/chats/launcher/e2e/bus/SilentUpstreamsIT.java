package io.chats.launcher.e2e.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.Upstreams;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Upstream services that do not answer keep no caller on the bus waiting for longer than it waits
 * (spec 5).
 */
class SilentUpstreamsIT {

  private static final Duration BUS_TIMEOUT = Duration.ofSeconds(3);
  private static final int CALLERS = 20;

  private final RealServices services = new RealServices();
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
  private Node node;
  private BusClient bus;

  @BeforeEach
  void start() {
    Map<String, String> environment = services.environment();
    environment.put("BUS_TIMEOUT", Long.toString(BUS_TIMEOUT.toMillis()));
    node = Node.start(environment);
    bus = services.bus();
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
    bus.close();
    node.close();
    services.close();
  }

  @Test
  void pagesComeInTimeWithoutNamesAndFiles() throws Exception {
    long chat = bus.chat(31, 42, 7);
    post(chat, 42, "client");
    post(chat, 7, "doctor");
    giveFiles();
    services.upstreams.fallSilent();

    long start = System.nanoTime();
    List<Future<JsonNode>> replies =
        callers.invokeAll(Collections.nCopies(CALLERS, (Callable<JsonNode>) () -> page(chat)));
    for (Future<JsonNode> reply : replies) {
      assertThat(reply.get().at("/messages/1/file").toString()).isEqualTo("{\"id\":\"f-2\"}");
      assertThat(reply.get().at("/users/1/id").asLong()).isEqualTo(7);
      assertThat(reply.get().at("/users/1/firstName").textValue()).isEmpty();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUS_TIMEOUT);
    assertThat(askedBy(start + BUS_TIMEOUT.toNanos() / 3))
        .containsExactlyInAnyOrder("telemed.1.0", "doctors.1.0", "storage.1.0", "storage.1.0");
  }

  private JsonNode page(long chat) {
    return bus.ask("GET", "/chats/chat/recent", Map.of("chat_id", chat, "user_id", 42));
  }

  private void post(long chat, long user, String text) {
    bus.ask(
        "POST",
        "/chats/message",
        Map.of("chat_id", chat, "user_id", user, "type", "message", "message", text));
  }

  /** Inserts messages directly, so that the node knows none of the files. */
  private void giveFiles() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                services.mariaDb.jdbcUrl(), services.mariaDb.user(), services.mariaDb.password());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE messages SET file_id = CONCAT('f-', seq)");
    }
  }

  /** The limit: long before any caller stops waiting. */
  private List<String> askedBy(long time) {
    return services.upstreams.unanswered().stream()
        .filter(asked -> asked.at() - time < 0)
        .map(Upstreams.Asked::subject)
        .toList();
  }
}
