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

  private final StoredPresence stored = new StoredPresence(REDIS);
  private final PresenceScripts scripts = new PresenceScripts(stored.redis, stored.settings);

  @Test
  void findsUsersWhoAreNowhereElse() {
    long before = now();
    stored.withoutGapFor(60 * SECOND).node("n", LEASE, 1, 2, 3);
    stored.node("lives", LEASE, 2).node("dead", -LEASE, 3);
    var after = scripts.leave("n", users(1, 2, 3));
    assertThat(users(1, 2, 3).stream().map(after::get))
        .containsExactly(Presence.OFFLINE, Presence.ONLINE, Presence.OFFLINE);
    assertThat(stored.usersOf("n")).isEmpty();
    assertThat(stored.usersOf("dead")).as("its departure is not reported again").isEmpty();
    assertThat(stored.departures()).containsExactlyInAnyOrder("1", "3");
    assertThat(Long.parseLong(stored.gone(1))).isBetween(before, now());
    assertThat(stored.gone(2)).isNull();
  }

  @Test
  void keepsUsersWhoMayBeElsewhereInLimbo() {
    stored.withoutGapFor(5 * SECOND).node("n", LEASE, 1, 2, 3);
    stored.node("lives", LEASE, 2).node("late", -SECOND, 3);
    var after = scripts.leave("n", users(1, 2, 3));
    assertThat(users(1, 2, 3).stream().map(after::get))
        .containsExactly(Presence.UNKNOWN, Presence.ONLINE, Presence.UNKNOWN);
    assertThat(stored.usersOf("limbo")).containsExactly("1");
    assertThat(stored.lease("limbo")).isNegative();
    assertThat(stored.usersOf("late")).containsExactly("3");
    assertThat(stored.departures()).isEmpty();
  }

  @Test
  void changesNothingForANodeThatIsNotEnlisted() {
    stored.withoutGapFor(60 * SECOND).nodeAt("taken", -now(), 1);
    assertThat(scripts.leave("taken", users(1))).isEmpty();
    assertThat(stored.usersOf("taken")).containsExactly("1");
    assertThat(stored.departures()).isEmpty();
  }
}
