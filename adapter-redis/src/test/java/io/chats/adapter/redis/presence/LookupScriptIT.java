package io.chats.adapter.redis.presence;

import static io.chats.adapter.redis.presence.StoredPresence.LEASE;
import static io.chats.adapter.redis.presence.StoredPresence.SECOND;
import static io.chats.adapter.redis.presence.StoredPresence.now;
import static io.chats.adapter.redis.presence.StoredPresence.users;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DURATION;

import io.chats.adapter.redis.connection.SharedRedis;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LookupScriptIT {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final StoredPresence stored = new StoredPresence(REDIS);
  private final PresenceScripts scripts = new PresenceScripts(stored.redis, stored.settings);

  @Test
  void countsOnlyLivingNodes() {
    long ended = now() - LEASE;
    stored.withoutGapFor(60 * SECOND).node("lives", LEASE, 1).nodeAt("dead", ended, 1, 2);
    var found = scripts.presence(users(1, 2, 3));
    assertThat(users(1, 2, 3).stream().map(found::get))
        .containsExactly(Presence.ONLINE, Presence.OFFLINE, Presence.OFFLINE);
    assertThat(scripts.offlineFor(users(1, 2, 3)))
        .containsOnlyKeys(new UserId(2))
        .extractingByKey(new UserId(2), as(DURATION))
        .isBetween(Duration.ofMillis(LEASE), Duration.ofMillis(now() - ended));
  }

  @Test
  void findsNoUserOfflineWhileNodesMayHaveToReport() {
    stored.withoutGapFor(5 * SECOND).node("lives", LEASE, 1).node("late", -SECOND, 2);
    var found = scripts.presence(users(1, 2, 3));
    assertThat(users(1, 2, 3).stream().map(found::get))
        .containsExactly(Presence.ONLINE, Presence.UNKNOWN, Presence.UNKNOWN);
    assertThat(scripts.offlineFor(users(1, 2, 3))).isEmpty();
  }

  @Test
  void findsNoUserOfflineWithoutHeartbeats() {
    assertThat(scripts.presence(users(1)).values()).containsOnly(Presence.UNKNOWN);
    stored.state(0, now() - 5 * SECOND);
    assertThat(scripts.presence(users(1)).values()).containsOnly(Presence.UNKNOWN);
  }
}
