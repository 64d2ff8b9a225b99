package io.chats.adapter.redis.presence;

import static io.chats.adapter.redis.presence.StoredPresence.LEASE;
import static io.chats.adapter.redis.presence.StoredPresence.SECOND;
import static io.chats.adapter.redis.presence.StoredPresence.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.redis.connection.SharedRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetirementScriptIT {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final StoredPresence stored = new StoredPresence(REDIS);
  private final PresenceScripts scripts = new PresenceScripts(stored.redis, stored.settings);

  @Test
  void leavesTheUsersForOthers() {
    stored.withoutGapFor(60 * SECOND).node("n", LEASE, 1);
    long before = now();
    assertThat(scripts.retire("n")).isTrue();
    assertThat(-stored.lease("n")).isBetween(before, now());
    assertThat(stored.usersOf("n")).containsExactly("1");
    assertThat(scripts.retire("n")).isFalse();
    assertThat(scripts.retire("unknown")).isFalse();
    assertThat(stored.lease("unknown")).isNull();
  }
}
