package io.chats.adapter.redis.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.redis.connection.TestConnection;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry.Changes;
import io.chats.testing.services.network.TcpProxy;
import io.chats.testing.services.redis.PrivateRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** Outages of Redis: no user is falsely offline, no caller waits for long, presence recovers. */
class PresenceOutageIT {

  private static final UserId ROWAN = new UserId(1);
  private static final UserId WILLOW = new UserId(2);
  private static final UserId NOBODY = new UserId(Long.MAX_VALUE);
  private static final Duration MAX_CALL_TIME = Duration.ofMillis(400);

  private final PrivateRedis server = PrivateRedis.start();
  private final TcpProxy proxy = TcpProxy.to(server);
  private final TestNode here = node("a.b");
  private final TestNode there = node("a.b");
  private final List<UserId> reportedOffline = new ArrayList<>();
  private final List<UserId> reportedOnline = new ArrayList<>();

  @AfterEach
  void close() {
    here.close();
    there.close();
    proxy.close();
    server.close();
  }

  @Test
  void afterARestartWithoutDataNoUserIsFalselyOffline() {
    settle();
    here.registry().arrived(List.of(ROWAN));
    there.registry().arrived(List.of(WILLOW));
    server.restart();
    watchUntilOnline(WILLOW);
    watchFor(settings("a.b").settling().multipliedBy(2));
    assertThat(reportedOffline).isEmpty();
    assertThat(reportedOnline).isEmpty();
    settle();
  }

  @Test
  void afterAFreezeLongerThanALeaseNoUserIsFalselyOffline() {
    settle();
    here.registry().arrived(List.of(ROWAN));
    there.registry().arrived(List.of(WILLOW));
    server.freeze();
    long start = System.nanoTime();
    assertThat(here.registry().of(List.of(ROWAN, WILLOW)))
        .containsEntry(ROWAN, Presence.ONLINE)
        .containsEntry(WILLOW, Presence.UNKNOWN);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MAX_CALL_TIME);
    watchFor(settings("a.b").lease().multipliedBy(3).dividedBy(2));
    assertThat(here.registry().left(List.of(ROWAN))).containsEntry(ROWAN, Presence.UNKNOWN);
    server.thaw();
    watchUntilOnline(WILLOW);
    await()
        .untilAsserted(() -> {
          watch();
          assertThat(reportedOffline).containsExactly(ROWAN);
        });
    watchFor(settings("a.b").settling());
    assertThat(reportedOffline).containsExactly(ROWAN);
    assertThat(reportedOnline).isEmpty();
  }

  @Test
  void changesWhoseAnswerWasLostAreReportedOnce() {
    settle();
    here.registry().arrived(List.of(ROWAN));
    proxy.stallReplies();
    assertThat(here.registry().left(List.of(ROWAN))).containsEntry(ROWAN, Presence.UNKNOWN);
    assertThat(here.registry().arrived(List.of(WILLOW))).containsEntry(WILLOW, Presence.UNKNOWN);
    proxy.resume();
    await()
        .untilAsserted(() -> {
          watch();
          assertThat(reportedOffline).containsExactly(ROWAN);
        });
    watchUntilOnline(WILLOW);
    watchFor(settings("a.b").lease());
    assertThat(reportedOffline).containsExactly(ROWAN);
    assertThat(reportedOnline).isEmpty();
    assertThat(there.registry().of(List.of(ROWAN))).containsEntry(ROWAN, Presence.OFFLINE);
  }

  @Test
  void keepsInstallationsApart() {
    settle();
    here.registry().arrived(List.of(ROWAN));
    try (TestNode stranger = node("a.c")) {
      await().until(() -> stranger.registry().of(List.of(ROWAN)).containsValue(Presence.OFFLINE));
      assertThat(there.registry().of(List.of(ROWAN))).containsValue(Presence.ONLINE);
    }
  }

  @Test
  void atRestTheCostDoesNotDependOnTheNumberOfUsers() {
    settle();
    long few = commandsWithin(Duration.ofSeconds(2));
    here.registry().arrived(LongStream.range(10, 5010).mapToObj(UserId::new).toList());
    assertThat(commandsWithin(Duration.ofSeconds(2))).isLessThan(few * 3 / 2);
  }

  private void settle() {
    await().until(() -> here.registry().of(List.of(NOBODY)).containsValue(Presence.OFFLINE));
  }

  private void watchUntilOnline(UserId user) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> watch() && here.registry().of(List.of(user)).get(user) == Presence.ONLINE);
  }

  private void watchFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    await().pollInterval(Duration.ofMillis(20)).until(() -> watch() && System.nanoTime() > end);
  }

  private boolean watch() {
    assertThat(here.registry().of(List.of(WILLOW))).doesNotContainEntry(WILLOW, Presence.OFFLINE);
    for (TestNode node : List.of(here, there)) {
      Changes changes = node.registry().takeChanges(10);
      reportedOffline.addAll(changes.offline());
      reportedOnline.addAll(changes.online());
    }
    return true;
  }

  /** The number of commands of all nodes, those within scripts included. */
  private long commandsWithin(Duration time) {
    long before = commands();
    long end = System.nanoTime() + time.toNanos();
    await().until(() -> System.nanoTime() > end);
    return commands() - before;
  }

  private long commands() {
    try (RedisClient client = RedisClient.create(server.host(), server.port())) {
      return client
          .info("commandstats")
          .lines()
          .filter(stat -> stat.startsWith("cmdstat_"))
          .mapToLong(stat -> Long.parseLong(stat.replaceAll(".*:calls=(\\d+),.*", "$1")))
          .sum();
    }
  }

  private TestNode node(String installation) {
    return new TestNode(TestConnection.connectedTo(proxy), settings(installation));
  }

  private static PresenceSettings settings(String installation) {
    return new PresenceSettings(
        installation,
        Duration.ofSeconds(2),
        Duration.ofMillis(200),
        Duration.ofMillis(1200),
        Duration.ofSeconds(1));
  }
}
