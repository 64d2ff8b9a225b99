package io.chats.adapter.redis.presence;

import static io.chats.adapter.redis.presence.StoredPresence.LEASE;
import static io.chats.adapter.redis.presence.StoredPresence.SECOND;
import static io.chats.adapter.redis.presence.StoredPresence.now;
import static io.chats.adapter.redis.presence.StoredPresence.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.redis.connection.SharedRedis;
import io.chats.domain.model.Presence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DepartureScriptIT {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final StoredPresence scene = new StoredPresence(REDIS);
  private final DepartureScript script = new DepartureScript(scene.redis, scene.settings);

  @Test
  void saysWhoIsNowhereElse() {
    long before = now();
    scene.heardFor(60 * SECOND).node("n", LEASE, 1, 2, 3);
    scene.node("lives", LEASE, 2).node("dead", -LEASE, 3);
    var after = script.run("n", users(1, 2, 3));
    assertThat(users(1, 2, 3).stream().map(after::get))
        .containsExactly(Presence.OFFLINE, Presence.ONLINE, Presence.OFFLINE);
    assertThat(scene.usersOf("n")).isEmpty();
    assertThat(scene.usersOf("dead")).as("its end is not told of again").isEmpty();
    assertThat(scene.departures()).containsExactlyInAnyOrder("1", "3");
    assertThat(Long.parseLong(scene.gone(1))).isBetween(before, now());
    assertThat(scene.gone(2)).isNull();
  }

  @Test
  void keepsInLimboWhoMayBeElsewhere() {
    scene.heardFor(5 * SECOND).node("n", LEASE, 1, 2, 3);
    scene.node("lives", LEASE, 2).node("late", -SECOND, 3);
    var after = script.run("n", users(1, 2, 3));
    assertThat(users(1, 2, 3).stream().map(after::get))
        .containsExactly(Presence.UNKNOWN, Presence.ONLINE, Presence.UNKNOWN);
    assertThat(scene.usersOf("limbo")).containsExactly("1");
    assertThat(scene.lease("limbo")).isNegative();
    assertThat(scene.usersOf("late")).containsExactly("3");
    assertThat(scene.departures()).isEmpty();
  }

  @Test
  void changesNothingForANodeThatIsNotEnlisted() {
    scene.heardFor(60 * SECOND).nodeAt("taken", -now(), 1);
    assertThat(script.run("taken", users(1))).isEmpty();
    assertThat(scene.usersOf("taken")).containsExactly("1");
    assertThat(scene.departures()).isEmpty();
  }
}
