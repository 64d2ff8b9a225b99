package io.chats.adapter.redis.presence;

import static io.chats.adapter.redis.presence.StoredPresence.SECOND;
import static io.chats.adapter.redis.presence.StoredPresence.now;
import static io.chats.adapter.redis.presence.StoredPresence.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.redis.connection.SharedRedis;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AbsenceScriptIT {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final StoredPresence stored = new StoredPresence(REDIS);
  private final PresenceScripts scripts = new PresenceScripts(stored.redis, stored.settings);

  @Test
  void takesTheLongestAbsentFirstAndEachOnce() {
    stored.withoutGapFor(60 * SECOND);
    stored.departure(1, now() - 11 * SECOND).departure(2, now() - 13 * SECOND);
    stored.departure(3, now() - 12 * SECOND).departure(4, now() - 5 * SECOND);
    assertThat(scripts.takeAbsent(TEN_SECONDS, 2)).isEqualTo(users(2, 3));
    assertThat(scripts.takeAbsent(TEN_SECONDS, 2)).isEqualTo(users(1));
    assertThat(scripts.takeAbsent(TEN_SECONDS, 2)).isEmpty();
    assertThat(stored.departures()).containsExactly("4");
  }

  @Test
  void takesNoUserWhileNodesMayHaveToReport() {
    stored.withoutGapFor(5 * SECOND).departure(1, now() - 11 * SECOND);
    assertThat(scripts.takeAbsent(TEN_SECONDS, 2)).isEmpty();
    assertThat(stored.departures()).containsExactly("1");
  }
}
