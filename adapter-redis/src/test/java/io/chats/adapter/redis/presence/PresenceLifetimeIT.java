package io.chats.adapter.redis.presence;

import static io.chats.adapter.redis.presence.StoredPresence.LEASE;
import static io.chats.adapter.redis.presence.StoredPresence.SECOND;
import static io.chats.adapter.redis.presence.StoredPresence.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.redis.connection.SharedRedis;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever presence stores is let go some day, also when no node is left to clean up (G12). */
class PresenceLifetimeIT {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final StoredPresence stored = new StoredPresence(REDIS);
  private final PresenceScripts scripts = new PresenceScripts(stored.redis, stored.settings);

  @Test
  void everyKeyExpires() {
    scripts.heartbeat("a", true);
    scripts.arrive("a", users(1, 2, 3));
    scripts.leave("a", users(1)); // to limbo, since presence has not settled
    assertThat(stored.everyKeyExpires()).isTrue();
    assertThat(stored.keys()).containsExactly("nodes", "state", "users:a", "users:limbo");
    settle();
    scripts.leave("a", users(2));
    assertThat(stored.everyKeyExpires()).isTrue();
    assertThat(stored.keys()).contains("departures", "gone:2");
  }

  @Test
  void ofNodesThatAreGoneOnlyTheDeparturesOfTheirUsersAreLeft() {
    scripts.heartbeat("idle", true);
    scripts.heartbeat("stopped", true);
    scripts.arrive("stopped", users(1, 2));
    scripts.leave("stopped", users(1)); // to limbo
    scripts.retire("stopped");
    scripts.retire("idle");
    settle();
    assertThat(scripts.takeOver(10).users()).containsExactlyInAnyOrderElementsOf(users(1, 2));
    assertThat(stored.keys()).containsExactly("departures", "gone:1", "gone:2", "state");
    assertThat(scripts.takeAbsent(Duration.ZERO, 10)).hasSize(2);
    assertThat(stored.keys()).containsExactly("gone:1", "gone:2", "state");
    assertThat(stored.everyKeyExpires()).isTrue();
  }

  @Test
  void whatANodeWithoutALeaseSendsLateIsNotStored() {
    scripts.heartbeat("dead", true);
    scripts.retire("dead");
    settle();
    scripts.takeOver(10);
    scripts.arrive("dead", users(1));
    scripts.leave("dead", users(1));
    scripts.heartbeat("dead", false);
    scripts.retire("dead");
    assertThat(stored.keys()).containsExactly("state");
  }

  private void settle() {
    stored.withoutGapFor(3 * LEASE + SECOND);
  }
}
