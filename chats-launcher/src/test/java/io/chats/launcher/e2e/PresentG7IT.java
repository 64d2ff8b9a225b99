package io.chats.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;

/** G7 Present: online is who has a session anywhere; no ghosts, and no storm. */
class PresentG7IT {

  private static final Logger log = LoggerFactory.getLogger(PresentG7IT.class);
  private static final Duration KILLED_IS_OFFLINE = Duration.ofSeconds(15);
  private static final Duration CLIENT_IS_GONE = Duration.ofSeconds(10);
  private static final long CLIENT = 71;
  private static final long DOCTOR = 72;

  private final RealServices services = new RealServices();
  private final List<WsClient> clients = new ArrayList<>();
  private Node first;
  private Node second;
  private BusClient bus;
  private long chat;

  @BeforeEach
  void start() {
    first = Node.launch(environment());
    second = Node.launch(environment());
    first.awaitReady();
    second.awaitReady();
    bus = services.bus();
    chat = bus.chat(7, CLIENT, DOCTOR);
    awaitKnowledge();
  }

  @AfterEach
  void stop() {
    clients.forEach(WsClient::close);
    bus.close();
    first.close();
    second.close();
    services.close();
  }

  @Test
  void aKilledNodesUsersAreOfflineInTimeAndTheirClientsMissed() {
    WsClient doctor = connect(second, DOCTOR);
    WsClient client = connect(first, CLIENT);
    awaitStatus(doctor, "online");
    assertThat(asked(doctor)).isEqualTo("online");
    assertThat(isOnline(CLIENT)).isTrue();

    first.kill();
    long killed = System.nanoTime();
    awaitStatus(doctor, "offline");
    Duration took = Duration.ofNanos(System.nanoTime() - killed);
    log.info("The user of a killed node was offline after {} ms", took.toMillis());
    assertThat(took).isLessThan(KILLED_IS_OFFLINE);
    assertThat(isOnline(CLIENT)).isFalse();
    assertThat(asked(doctor)).isEqualTo("offline");
    assertThat(client.awaitClose()).isEqualTo(1006);

    awaitTimes(doctor, PresentG7IT::isMissed, 1);
    connect(second, CLIENT);
    awaitStatus(doctor, "online");
    assertThat(statuses(doctor)).containsExactly("online", "offline", "online");
  }

  @Test
  void aSecondDeviceOnAnotherNodeKeepsAUserOnline() {
    WsClient doctor = connect(second, DOCTOR);
    connect(first, CLIENT);
    WsClient phone = connect(second, CLIENT);
    awaitStatus(doctor, "online");
    first.kill();
    await()
        .during(KILLED_IS_OFFLINE)
        .atMost(Duration.ofSeconds(20))
        .until(() -> statuses(doctor).equals(List.of("online")) && isOnline(CLIENT));
    phone.close();
    long left = System.nanoTime();
    awaitStatus(doctor, "offline");
    awaitTimes(doctor, PresentG7IT::isMissed, 1);
    assertThat(Duration.ofNanos(System.nanoTime() - left)).isGreaterThan(CLIENT_IS_GONE);
    await()
        .during(Duration.ofSeconds(3))
        .until(() -> doctor.frames().stream().filter(PresentG7IT::isMissed).count() == 1);
  }

  @Test
  void aClientWhoIsBackInTimeIsNotMissed() {
    WsClient doctor = connect(second, DOCTOR);
    WsClient client = connect(first, CLIENT);
    awaitStatus(doctor, "online");
    client.close();
    awaitStatus(doctor, "offline");
    connect(second, CLIENT);
    awaitTimes(doctor, frame -> "online".equals(status(frame)), 2);
    await()
        .during(CLIENT_IS_GONE.plusSeconds(3))
        .atMost(CLIENT_IS_GONE.multipliedBy(2))
        .until(() -> doctor.frames().stream().noneMatch(PresentG7IT::isMissed));
    assertThat(statuses(doctor)).containsExactly("online", "offline", "online");
  }

  @Test
  void withoutRedisNobodyIsFalselyOfflineAndAllIsWellWhenItIsBackEmpty() {
    WsClient doctor = connect(second, DOCTOR);
    WsClient client = connect(first, CLIENT);
    WsClient tablet = connect(second, CLIENT);
    awaitStatus(doctor, "online");
    tablet.close();
    services.redis.kill();
    await().until(() -> asked(doctor).equals("unknown"));
    assertThat(asked(client)).as("on another node").isEqualTo("unknown");
    assertThat(isOnline(DOCTOR) || isOnline(CLIENT)).as("by the node that has them").isTrue();
    client.post(chat, "away", "Do you see me?");
    doctor.awaitMessage("away");
    WsClient nurse = connect(first, DOCTOR);
    await().until(() -> asked(client).equals("online"));

    services.redis.startAgain();
    await().until(() -> asked(doctor).equals("online"));
    awaitKnowledge();
    assertThat(asked(doctor)).isEqualTo("online");
    assertThat(statuses(doctor)).doesNotContain("offline");
    assertThat(statuses(client)).doesNotContain("offline");
    nurse.close();
    client.close();
    awaitStatus(doctor, "offline");
    awaitTimes(doctor, PresentG7IT::isMissed, 1);
  }

  @Test
  void atRestRedisHasNoMoreToDoForManyUsers() {
    connect(first, DOCTOR);
    long withOne = commandsWithin(Duration.ofSeconds(5));
    for (long user = 1000; user < 1300; user++) {
      connect(first, user);
    }
    long withMany = commandsWithin(Duration.ofSeconds(5));
    log.info(
        "Commands of two nodes in 5 s at rest: {} with 1 user, {} with 301", withOne, withMany);
    assertThat(withMany).isLessThan(withOne * 5 / 4);
  }

  /** Redis is looked for every second while it is away, so that presence settles sooner. */
  private Map<String, String> environment() {
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
  private void awaitKnowledge() {
    String key = "chats:v1:presence:" + RealServices.TOPIC + ":state";
    try (RedisClient client = RedisClient.create(services.redis.host(), services.redis.port())) {
      await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .until(
              () -> System.currentTimeMillis() - Long.parseLong(client.hget(key, "since")) > 6500);
    }
  }

  private boolean isOnline(long user) {
    return bus.request(
            "POST",
            "/ws/client/message",
            Map.of("user_id", user, "type", "hello", "data", Map.of()))
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

  private static void awaitStatus(WsClient client, String wanted) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !statuses(client).isEmpty() && statuses(client).getLast().equals(wanted));
  }

  private static void awaitTimes(WsClient client, Predicate<JsonNode> wanted, long times) {
    await()
        .atMost(CLIENT_IS_GONE.plusSeconds(15))
        .until(() -> client.frames().stream().filter(wanted).count() == times);
  }

  /** What the client was shown of its opponent, each change once. */
  private static List<String> statuses(WsClient client) {
    List<String> changes = new ArrayList<>();
    for (JsonNode frame : client.frames()) {
      String status = status(frame);
      if (status != null && (changes.isEmpty() || !changes.getLast().equals(status))) {
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

  private static boolean isMissed(JsonNode frame) {
    return frame.path("type").asText().equals("clientConnectionError")
        && frame.at("/data/userId").asLong() == CLIENT;
  }

  private long commandsWithin(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long before = commands();
    await().until(() -> System.nanoTime() > end);
    return commands() - before;
  }

  private long commands() {
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
