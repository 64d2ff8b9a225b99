package io.chats.adapter.redis.presence;

import static io.chats.adapter.redis.presence.StoredPresence.LEASE;
import static io.chats.adapter.redis.presence.StoredPresence.SECOND;
import static io.chats.adapter.redis.presence.StoredPresence.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.redis.connection.SharedRedis;
import io.chats.adapter.redis.presence.PresenceScripts.NodeStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeartbeatScriptIT {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final StoredPresence stored = new StoredPresence(REDIS);
  private final PresenceScripts scripts = new PresenceScripts(stored.redis, stored.settings);

  @Test
  void enlistsANewNode() {
    long before = now();
    NodeStatus first = scripts.heartbeat("n", true).orElseThrow();
    assertThat(first.enlisted()).isTrue();
    assertThat(first.users()).isZero();
    assertThat(stored.lease("n")).isBetween(before + LEASE, now() + LEASE);
    assertThat(scripts.heartbeat("m", true).orElseThrow().origin()).isEqualTo(first.origin());
    assertThat(stored.everyKeyExpires()).isTrue();
  }

  @Test
  void renewsALeaseAlsoAfterItsEndUnlessItWasTakenOver() {
    stored.withoutGapFor(LEASE).node("late", -SECOND, 1, 2).nodeAt("taken", -now(), 3);
    assertThat(scripts.heartbeat("late", false)).contains(new NodeStatus(true, 2, "o"));
    assertThat(stored.lease("late")).isGreaterThan(now());
    assertThat(scripts.heartbeat("taken", false)).contains(new NodeStatus(false, 0, "o"));
    assertThat(scripts.heartbeat("taken", true)).contains(new NodeStatus(false, 0, "o"));
    assertThat(scripts.heartbeat("forgotten", false)).contains(new NodeStatus(false, 0, "o"));
    assertThat(stored.lease("forgotten")).isNull();
  }

  @Test
  void startsSettlingOnlyAfterAGap() {
    stored.state(5, now() - 3 * SECOND);
    scripts.heartbeat("n", true);
    assertThat(stored.state("since")).isEqualTo("5");
    stored.state(5, now() - 5 * SECOND);
    long before = now();
    scripts.heartbeat("n", false);
    assertThat(Long.parseLong(stored.state("since"))).isGreaterThanOrEqualTo(before);
    assertThat(stored.state("origin")).isEqualTo("o");
  }

  @Test
  void bringsBackTimesThatLieInTheFutureSinceTheClockWasSetBack() {
    long ahead = 120 * SECOND;
    stored
        .state(now() + ahead, now() + ahead)
        .node("dead", LEASE + ahead, 1)
        .node("alive", LEASE / 2, 2)
        .departure(7, now() + ahead)
        .departure(8, now() - SECOND);
    long before = now();
    scripts.heartbeat("n", true);
    assertThat(stored.lease("dead")).isBetween(before + LEASE, now() + LEASE);
    assertThat(stored.lease("alive")).isLessThanOrEqualTo(before + LEASE / 2);
    assertThat(Long.parseLong(stored.state("since"))).isBetween(before, now());
    assertThat(stored.departedAt(7)).isBetween(before, now());
    assertThat(stored.departedAt(8)).isLessThan(before);
  }

  @Test
  void dropsDeparturesThatNobodyHasTakenFor30Days() {
    long days30 = Duration.ofDays(30).toMillis();
    stored.departure(7, now() - days30 - SECOND).departure(8, now() - days30 + 60 * SECOND);
    scripts.heartbeat("n", true);
    assertThat(stored.departures()).containsExactly("8");
  }
}
