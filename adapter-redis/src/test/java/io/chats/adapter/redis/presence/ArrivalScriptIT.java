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

  private final StoredPresence scene = new StoredPresence(REDIS);
  private final ArrivalScript script = new ArrivalScript(scene.redis, scene.settings);

  @Test
  void saysWhoWasOnAnyNodeAlsoOnADeadOne() {
    scene.heardFor(60 * SECOND).node("n", LEASE).node("lives", LEASE, 1).node("dead", -LEASE, 2);
    assertThat(script.run("n", users(1, 2, Long.MAX_VALUE)).values())
        .containsExactlyInAnyOrder(Presence.ONLINE, Presence.ONLINE, Presence.OFFLINE);
    assertThat(scene.usersOf("n")).containsExactlyInAnyOrder("1", "2", "9223372036854775807");
    assertThat(script.run("n", users(Long.MAX_VALUE)).values()).containsOnly(Presence.ONLINE);
  }

  @Test
  void cannotSayWhileOthersMayHaveToReport() {
    scene.heardFor(5 * SECOND).node("n", LEASE);
    assertThat(script.run("n", users(1)).values()).containsOnly(Presence.UNKNOWN);
    scene.state(0, now() - 5 * SECOND);
    assertThat(script.run("n", users(2)).values()).containsOnly(Presence.UNKNOWN);
  }

  @Test
  void endsAnAbsence() {
    scene.heardFor(60 * SECOND).node("n", LEASE).departure(1, now());
    script.run("n", users(1));
    assertThat(scene.departures()).isEmpty();
    assertThat(scene.gone(1)).isNull();
  }

  @Test
  void changesNothingForANodeThatIsNotEnlisted() {
    scene.heardFor(60 * SECOND).nodeAt("taken", -now());
    assertThat(script.run("taken", users(1))).isEmpty();
    assertThat(script.run("unheard", users(1))).isEmpty();
    assertThat(scene.usersOf("taken")).isEmpty();
    assertThat(scene.usersOf("unheard")).isEmpty();
  }
}
