package io.chats.adapter.redis.presence;

import static io.chats.adapter.redis.presence.StoredPresence.LEASE;
import static io.chats.adapter.redis.presence.StoredPresence.SECOND;
import static io.chats.adapter.redis.presence.StoredPresence.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.redis.connection.SharedRedis;
import io.chats.adapter.redis.presence.HeartbeatScript.Pulse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeartbeatScriptIT {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final StoredPresence scene = new StoredPresence(REDIS);
  private final HeartbeatScript script = new HeartbeatScript(scene.redis, scene.settings);

  @Test
  void enlistsANewNode() {
    long before = now();
    Pulse first = script.beat("n", true).orElseThrow();
    assertThat(first.enlisted()).isTrue();
    assertThat(first.users()).isZero();
    assertThat(scene.lease("n")).isBetween(before + LEASE, now() + LEASE);
    assertThat(script.beat("m", true).orElseThrow().origin()).isEqualTo(first.origin());
    assertThat(scene.keepsNothingForEver()).isTrue();
  }

  @Test
  void renewsALeaseAlsoAfterItsEndUnlessItWasTakenOver() {
    scene.heardFor(LEASE).node("late", -SECOND, 1, 2).nodeAt("taken", -now(), 3);
    assertThat(script.beat("late", false)).contains(new Pulse(true, 2, "o"));
    assertThat(scene.lease("late")).isGreaterThan(now());
    assertThat(script.beat("taken", false)).contains(new Pulse(false, 0, "o"));
    assertThat(script.beat("taken", true)).contains(new Pulse(false, 0, "o"));
    assertThat(script.beat("forgotten", false)).contains(new Pulse(false, 0, "o"));
    assertThat(scene.lease("forgotten")).isNull();
  }

  @Test
  void beginsToSettleAfterAGapOnly() {
    scene.state(5, now() - 3 * SECOND);
    script.beat("n", true);
    assertThat(scene.state("since")).isEqualTo("5");
    scene.state(5, now() - 5 * SECOND);
    long before = now();
    script.beat("n", false);
    assertThat(Long.parseLong(scene.state("since"))).isGreaterThanOrEqualTo(before);
    assertThat(scene.state("origin")).isEqualTo("o");
  }
}
