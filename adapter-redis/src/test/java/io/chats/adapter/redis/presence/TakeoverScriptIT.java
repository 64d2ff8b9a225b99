package io.chats.adapter.redis.presence;

import static io.chats.adapter.redis.presence.StoredPresence.LEASE;
import static io.chats.adapter.redis.presence.StoredPresence.SECOND;
import static io.chats.adapter.redis.presence.StoredPresence.now;
import static io.chats.adapter.redis.presence.StoredPresence.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.redis.connection.SharedRedis;
import io.chats.adapter.redis.presence.TakeoverScript.Taken;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TakeoverScriptIT {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final StoredPresence scene = new StoredPresence(REDIS);
  private final TakeoverScript script = new TakeoverScript(scene.redis, scene.settings);

  @Test
  void takesThoseOfDeadNodesWhoAreNowhereElse() {
    long ended = now() - SECOND;
    scene.heardFor(60 * SECOND).node("lives", LEASE, 1, 5);
    scene.nodeAt("dead", ended, 1, 2, 3).nodeAt("limbo", -ended, 3, 4);
    Taken taken = script.run(100);
    assertThat(taken.more()).isFalse();
    assertThat(taken.users()).containsExactlyInAnyOrderElementsOf(users(2, 3, 4));
    assertThat(scene.departures()).containsExactlyInAnyOrder("2", "3", "4");
    assertThat(scene.gone(2)).isEqualTo(Long.toString(ended));
    assertThat(scene.lease("dead")).isNull();
    assertThat(scene.lease("limbo")).isNull();
    assertThat(scene.usersOf("lives")).containsExactlyInAnyOrder("1", "5");
    assertThat(script.run(100)).isEqualTo(Taken.NOTHING);
  }

  @Test
  void takesSomeAtATimeAndLetsTheNodeComeBackNoMore() {
    scene.heardFor(60 * SECOND).node("dead", -SECOND, 1, 2, 3);
    Taken first = script.run(2);
    assertThat(first.users()).hasSize(2);
    assertThat(first.more()).isTrue();
    assertThat(scene.lease("dead")).isNegative();
    Taken second = script.run(2);
    assertThat(second.users()).hasSize(1).doesNotContainAnyElementsOf(first.users());
    assertThat(second.more()).isFalse();
  }

  @Test
  void takesNobodyWhileOthersMayHaveToReport() {
    scene.heardFor(5 * SECOND).node("dead", -SECOND, 1);
    assertThat(script.run(100)).isEqualTo(new Taken(List.of(), false));
    scene.state(0, now() - 5 * SECOND);
    assertThat(script.run(100)).isEqualTo(Taken.NOTHING);
    assertThat(scene.lease("dead")).isPositive();
    assertThat(scene.usersOf("dead")).containsExactly("1");
  }
}
