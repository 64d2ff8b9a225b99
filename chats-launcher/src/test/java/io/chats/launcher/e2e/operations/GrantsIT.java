package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.ManagementPages;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.PushReceiver;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** What {@code docs/services.md} says to grant is enough for a node. */
class GrantsIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PASSWORD = "s3cr3t";

  /** After {@code ACL SETUSER chats on >PASSWORD}. */
  private static final int RULES_OF_KEYS = 5;

  private final RealServices services = new RealServices();

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void theDocumentedRightsAreEnough() throws IOException, SQLException {
    grantInDatabase();
    try (RedisClient redis = grantInRedis();
        Node node = Node.start(environment());
        BusClient bus = services.bus();
        PushReceiver pushes = new PushReceiver(services.nats.url())) {
      long chat = bus.chat(1, 11, 12);
      try (WsClient doctor = WsClient.connect(node.webSocket(), 12)) {
        talk(node, doctor, chat);
        doctor.post(chat, "b", "Are you still there?");
        // The client is away, and is reminded of it.
        await().atMost(SOON).until(() -> !pushes.of(1).isEmpty());
      }
      bus.request("POST", "/chats/status", Map.of("chat_id", chat));
      assertThat(ManagementPages.metrics(node))
          .contains("chats_dependency_up{dependency=\"cache\"} 1.0", "chats_failures_total 0.0");
      assertThat(node.jvm().output()).doesNotContain("denied", "NOPERM", "refused");
      assertThat((List<?>) acl(redis, List.of("LOG"))).isEmpty();
    }
  }

  private static void talk(Node node, WsClient doctor, long chat) {
    try (WsClient client = WsClient.connect(node.webSocket(), 11)) {
      client.post(chat, "a", "Hello");
      doctor.awaitMessage("a");
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = services.environment();
    environment.put("DB_USER", "chats");
    environment.put("DB_PASSWORD", PASSWORD);
    environment.put("CRON", "1");
    environment.put("CRON_STEP", "1");
    return environment;
  }

  /** A user with the documented rights and no others. */
  private void grantInDatabase() throws IOException, SQLException {
    String database = services.mariaDb.database();
    try (Connection connection = services.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER 'chats'@'%' IDENTIFIED BY '" + PASSWORD + "'");
      statement.execute(
          documented("GRANT SELECT, INSERT").replace(" chats.*", " " + database + ".*"));
    }
  }

  /**
   * Restricts the user that nodes are by default.
   *
   * @return a client that may do everything
   */
  private RedisClient grantInRedis() throws IOException {
    String address = services.redis.host() + ":" + services.redis.port();
    List<String> rules = Arrays.asList(documented("ACL SETUSER chats on >").split(" "));
    try (RedisClient redis = RedisClient.create(URI.create("redis://" + address))) {
      Object admin =
          acl(redis, List.of("SETUSER", "admin", "on", ">" + PASSWORD, "~*", "&*", "+@all"));
      Object restricted =
          acl(
              redis,
              Stream.concat(
                      Stream.of("SETUSER", "default", "resetkeys"),
                      rules.subList(RULES_OF_KEYS, rules.size()).stream())
                  .toList());
      assertThat(List.of(admin, restricted)).allMatch(reply -> text(reply).equals("OK"));
    }
    return RedisClient.create(URI.create("redis://admin:" + PASSWORD + "@" + address));
  }

  private static Object acl(RedisClient redis, List<String> arguments) {
    CommandArguments command = new CommandArguments(Protocol.Command.ACL);
    arguments.forEach(command::add);
    return redis.executeCommand(new CommandObject<>(command, BuilderFactory.RAW_OBJECT));
  }

  private static String text(Object reply) {
    return new String((byte[]) reply, StandardCharsets.US_ASCII);
  }

  /** The only line of code in the document that begins so. */
  private static String documented(String beginning) throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("../docs/services.md")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith(beginning))
            .toList();
    assertThat(lines).hasSize(1);
    return lines.getFirst().replaceAll(";$", "");
  }
}
