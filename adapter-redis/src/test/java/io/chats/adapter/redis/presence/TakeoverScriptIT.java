package io.chats.adapter.redis.presence;

import static io.chats.adapter.redis.presence.StoredPresence.LEASE;
import static io.chats.adapter.redis.presence.StoredPresence.SECOND;
import static io.chats.adapter.redis.presence.StoredPresence.now;
import static io.chats.adapter.redis.presence.StoredPresence.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.redis.connection.SharedRedis;
import io.chats.adapter.redis.presence.PresenceScripts.TakenUsers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TakeoverScriptIT {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final StoredPresence stored = new StoredPresence(REDIS);
  private final PresenceScripts scripts = new PresenceScripts(stored.redis, stored.settings);

  @Test
  void takesUsersOfDeadNodesWhoAreNowhereElse() {
    long ended = now() - SECOND;
    stored.withoutGapFor(60 * SECOND).node("lives", LEASE, 1, 5);
    stored.nodeAt("dead", ended, 1, 2, 3).nodeAt("limbo", -ended, 3, 4);
    TakenUsers taken = scripts.takeOver(100);
    assertThat(taken.more()).isFalse();
    assertThat(taken.users()).containsExactlyInAnyOrderElementsOf(users(2, 3, 4));
    assertThat(stored.departures()).containsExactlyInAnyOrder("2", "3", "4");
    assertThat(stored.gone(2)).isEqualTo(Long.toString(ended));
    assertThat(stored.lease("dead")).isNull();
    assertThat(stored.lease("limbo")).isNull();
    assertThat(stored.usersOf("lives")).containsExactlyInAnyOrder("1", "5");
    assertThat(scripts.takeOver(100)).isEqualTo(TakenUsers.NONE);
  }

  @Test
  void takesSomeAtATimeAndTheNodeCannotComeBack() {
    stored.withoutGapFor(60 * SECOND).node("dead", -SECOND, 1, 2, 3);
    TakenUsers first = scripts.takeOver(2);
    assertThat(first.users()).hasSize(2);
    assertThat(first.more()).isTrue();
    assertThat(stored.lease("dead")).isNegative();
    TakenUsers second = scripts.takeOver(2);
    assertThat(second.users()).hasSize(1).doesNotContainAnyElementsOf(first.users());
    assertThat(second.more()).isFalse();
  }

  @Test
  void takesNoUserWhileNodesMayHaveToReport() {
    stored.withoutGapFor(5 * SECOND).node("dead", -SECOND, 1);
    assertThat(scripts.takeOver(100)).isEqualTo(new TakenUsers(List.of(), false));
    stored.state(0, now() - 5 * SECOND);
    assertThat(scripts.takeOver(100)).isEqualTo(TakenUsers.NONE);
    assertThat(stored.lease("dead")).isPositive();
    assertThat(stored.usersOf("dead")).containsExactly("1");
  }
}
