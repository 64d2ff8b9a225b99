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

class ArrivalScriptIT {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final StoredPresence stored = new StoredPresence(REDIS);
  private final PresenceScripts scripts = new PresenceScripts(stored.redis, stored.settings);

  @Test
  void findsUsersOfOtherNodesAlsoOfADeadOne() {
    stored
        .withoutGapFor(60 * SECOND)
        .node("n", LEASE)
        .node("lives", LEASE, 1)
        .node("dead", -LEASE, 2);
    assertThat(scripts.arrive("n", users(1, 2, Long.MAX_VALUE)).values())
        .containsExactlyInAnyOrder(Presence.ONLINE, Presence.ONLINE, Presence.OFFLINE);
    assertThat(stored.usersOf("n")).containsExactlyInAnyOrder("1", "2", "9223372036854775807");
    assertThat(scripts.arrive("n", users(Long.MAX_VALUE)).values()).containsOnly(Presence.ONLINE);
  }

  @Test
  void answersUnknownWhileOtherNodesMayHaveToReport() {
    stored.withoutGapFor(5 * SECOND).node("n", LEASE);
    assertThat(scripts.arrive("n", users(1)).values()).containsOnly(Presence.UNKNOWN);
    stored.state(0, now() - 5 * SECOND);
    assertThat(scripts.arrive("n", users(2)).values()).containsOnly(Presence.UNKNOWN);
  }

  @Test
  void endsAnAbsence() {
    stored.withoutGapFor(60 * SECOND).node("n", LEASE).departure(1, now());
    scripts.arrive("n", users(1));
    assertThat(stored.departures()).isEmpty();
    assertThat(stored.gone(1)).isNull();
  }

  @Test
  void changesNothingForANodeThatIsNotEnlisted() {
    stored.withoutGapFor(60 * SECOND).nodeAt("taken", -now());
    assertThat(scripts.arrive("taken", users(1))).isEmpty();
    assertThat(scripts.arrive("unknown", users(1))).isEmpty();
    assertThat(stored.usersOf("taken")).isEmpty();
    assertThat(stored.usersOf("unknown")).isEmpty();
  }
}
