package io.chats.launcher.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.MostlyWaits;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;

/** G7 Present: a user with a session anywhere is online; no ghosts, and no storm. */
@MostlyWaits
class PresentG7IT {

  private static final Logger LOG = LoggerFactory.getLogger(PresentG7IT.class);
  private static final Duration KILLED_IS_OFFLINE = Duration.ofSeconds(15);
  private static final Duration CLIENT_IS_GONE = Duration.ofSeconds(10);

  /** Each test has users and orders of its own. */
  private static final AtomicLong IDS = new AtomicLong(70);

  private static RealServices services;
  private static Node first;
  private static Node second;
  private static BusClient bus;

  private final long clientId = IDS.incrementAndGet();
  private final long otherId = IDS.incrementAndGet();
  private final long doctorId = IDS.incrementAndGet();
  private final List<WsClient> clients = new ArrayList<>();
  private Optional<Node> victim = Optional.empty();
  private long chat;
  private long otherChat;

  @BeforeAll
  static void start() {
    services = new RealServices();
    first = Node.launch(environment());
    second = Node.launch(environment());
    first.awaitReady();
    second.awaitReady();
    bus = services.bus();
  }

  @AfterAll
  static void stop() {
    bus.close();
    first.close();
    second.close();
    services.close();
  }

  @BeforeEach
  void openChats() {
    chat = bus.chat(IDS.incrementAndGet(), clientId, doctorId);
    otherChat = bus.chat(IDS.incrementAndGet(), otherId, doctorId);
    awaitKnowledge();
  }

  @AfterEach
  void disconnect() {
    clients.forEach(WsClient::close);
    victim.ifPresent(Node::close);
  }

  @Test
  void aKilledNodesUsersAreOfflineInTimeButNotThoseWithAnotherDevice() {
    victim = Optional.of(Node.start(environment()));
    Node third = victim.get();
    WsClient doctor = connect(second, doctorId);
    connect(third, clientId);
    connect(third, otherId);
    connect(second, otherId);
    awaitStatus(doctor, chat, "online");
    awaitStatus(doctor, otherChat, "online");
    assertThat(asked(doctor)).isEqualTo("online");
    assertThat(isOnline(clientId)).isTrue();

    third.kill();
    long killed = System.nanoTime();
    awaitStatus(doctor, chat, "offline");
    Duration took = since(killed);
    LOG.info("The user of a killed node was offline after {} ms", took.toMillis());
    assertThat(took).isLessThan(KILLED_IS_OFFLINE);
    assertThat(isOnline(clientId)).isFalse();
    assertThat(asked(doctor)).isEqualTo("offline");

    awaitMissed(doctor, clientId);
    assertThat(since(killed)).isGreaterThan(KILLED_IS_OFFLINE);
    connect(second, clientId);
    awaitStatus(doctor, chat, "online");
    assertThat(statuses(doctor, chat)).containsExactly("online", "offline", "online");
    assertThat(statuses(doctor, otherChat)).containsExactly("online");
    assertThat(isOnline(otherId)).isTrue();
    assertThat(missed(doctor)).containsExactly(clientId);
  }

  @Test
  void aClientWhoIsGoneIsMissedOnceAndOneWhoIsBackInTimeNever() {
    WsClient doctor = connect(second, doctorId);
    WsClient client = connect(first, clientId);
    WsClient other = connect(first, otherId);
    awaitStatus(doctor, chat, "online");
    awaitStatus(doctor, otherChat, "online");
    long left = System.nanoTime();
    client.close();
    other.close();
    awaitStatus(doctor, chat, "offline");
    awaitStatus(doctor, otherChat, "offline");
    connect(second, otherId);
    awaitStatus(doctor, otherChat, "online");
    awaitMissed(doctor, clientId);
    assertThat(since(left)).isGreaterThan(CLIENT_IS_GONE);
    await().during(Duration.ofSeconds(3)).until(() -> missed(doctor).equals(List.of(clientId)));
    assertThat(statuses(doctor, chat)).containsExactly("online", "offline");
    assertThat(statuses(doctor, otherChat)).containsExactly("online", "offline", "online");
  }

  @Test
  void withoutRedisNoUserIsFalselyOfflineAndAllIsWellWhenItIsBackEmpty() {
    WsClient doctor = connect(second, doctorId);
    WsClient client = connect(first, clientId);
    WsClient tablet = connect(second, clientId);
    awaitStatus(doctor, chat, "online");
    tablet.close();
    services.redis.kill();
    await().until(() -> asked(doctor).equals("unknown"));
    assertThat(asked(client)).as("on another node").isEqualTo("unknown");
    await().until(() -> isOnline(clientId)); // once the node that has the client is asked
    client.post(chat, "away", "Do you see me?");
    doctor.awaitMessage("away");
    WsClient nurse = connect(first, doctorId);
    await().until(() -> asked(client).equals("online"));

    services.redis.startAgain();
    await().until(() -> asked(doctor).equals("online"));
    awaitKnowledge();
    assertThat(asked(doctor)).isEqualTo("online");
    assertThat(statuses(doctor, chat)).doesNotContain("offline");
    assertThat(statuses(client, chat)).doesNotContain("offline");
    nurse.close();
    client.close();
    awaitStatus(doctor, chat, "offline");
    awaitMissed(doctor, clientId);
  }

  @Test
  void atRestRedisHasNoMoreToDoForManyUsers() {
    connect(first, doctorId);
    long withOne = commandsWithin(Duration.ofSeconds(4));
    for (long user = 1000; user < 1300; user++) {
      connect(first, user);
    }
    long withMany = commandsWithin(Duration.ofSeconds(4));
    LOG.info(
        "Commands of two nodes in 4 s at rest: {} with 1 user, {} with 301", withOne, withMany);
    assertThat(withMany).isLessThan(withOne * 5 / 4);
  }

  /** Redis is looked for every second while it is away, so that presence settles sooner. */
  private static Map<String, String> environment() {
    Map<String, String> environment = services.environment();
    environment.put("RECONNECT_TO_SERVICE", "1");
    return environment;
  }

  private WsClient connect(Node node, long user) {
    WsClient client = WsClient.connect(node.webSocket(), user);
    clients.add(client);
    return client;
  }

  /** Waits until it can be known who is offline. */
  private static void awaitKnowledge() {
    String key = "chats:v1:presence:" + RealServices.TOPIC + ":state";
    try (RedisClient client = RedisClient.create(services.redis.host(), services.redis.port())) {
      await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .until(
              () -> System.currentTimeMillis() - Long.parseLong(client.hget(key, "since")) > 6500);
    }
  }

  private static boolean isOnline(long user) {
    return bus.request(
            "POST",
            "/ws/client/message",
            Map.of("user_id", user, "type", "greeting", "data", Map.of()))
        .get("data")
        .path("online")
        .asBoolean();
  }

  /** The opponent's status, asked for and answered now. */
  private String asked(WsClient asker) {
    int before = asker.frames().size();
    asker.send(Map.of("type", "opponentStatus", "data", Map.of("chatId", chat)));
    await()
        .until(() -> asker.frames().stream().skip(before).anyMatch(frame -> status(frame) != null));
    return asker.frames().stream()
        .skip(before)
        .map(PresentG7IT::status)
        .filter(status -> status != null)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static void awaitStatus(WsClient client, long chat, String wanted) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() ->
            !statuses(client, chat).isEmpty() && statuses(client, chat).getLast().equals(wanted));
  }

  private static void awaitMissed(WsClient client, long user) {
    await().atMost(CLIENT_IS_GONE.plusSeconds(15)).until(() -> missed(client).contains(user));
  }

  /** The states of its opponent that the client was sent in a chat, each change once. */
  private static List<String> statuses(WsClient client, long chat) {
    List<String> changes = new ArrayList<>();
    for (JsonNode frame : client.frames()) {
      String status = status(frame);
      if (status != null
          && frame.at("/data/chatId").asLong() == chat
          && (changes.isEmpty() || !changes.getLast().equals(status))) {
        changes.add(status);
      }
    }
    return changes;
  }

  /** Null if the frame is about something else. */
  private static String status(JsonNode frame) {
    return frame.path("type").asText().equals("opponentStatus")
        ? frame.at("/data/users/0/status").asText()
        : null;
  }

  /** The users of whom it was told that they are gone. */
  private static List<Long> missed(WsClient client) {
    return client.frames().stream()
        .filter(frame -> frame.path("type").asText().equals("clientConnectionError"))
        .map(frame -> frame.at("/data/userId").asLong())
        .toList();
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private static long commandsWithin(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long before = commands();
    await().until(() -> System.nanoTime() > end);
    return commands() - before;
  }

  private static long commands() {
    try (RedisClient client = RedisClient.create(services.redis.host(), services.redis.port())) {
      return client
          .info("commandstats")
          .lines()
          .filter(stat -> stat.startsWith("cmdstat_"))
          .mapToLong(stat -> Long.parseLong(stat.replaceAll(".*:calls=(\\d+),.*", "$1")))
          .sum();
    }
  }
}
