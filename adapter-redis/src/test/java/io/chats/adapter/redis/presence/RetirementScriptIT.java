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

  private final StoredPresence scene = new StoredPresence(REDIS);
  private final RetirementScript script = new RetirementScript(scene.redis, scene.settings);

  @Test
  void leavesTheUsersForOthers() {
    scene.heardFor(60 * SECOND).node("n", LEASE, 1);
    long before = now();
    assertThat(script.run("n")).isTrue();
    assertThat(-scene.lease("n")).isBetween(before, now());
    assertThat(scene.usersOf("n")).containsExactly("1");
    assertThat(script.run("n")).isFalse();
    assertThat(script.run("unheard")).isFalse();
    assertThat(scene.lease("unheard")).isNull();
  }
}
