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

  private final StoredPresence scene = new StoredPresence(REDIS);
  private final AbsenceScript script = new AbsenceScript(scene.redis, scene.settings);

  @Test
  void takesTheLongestGoneFirstAndEachOnce() {
    scene.heardFor(60 * SECOND);
    scene.departure(1, now() - 11 * SECOND).departure(2, now() - 13 * SECOND);
    scene.departure(3, now() - 12 * SECOND).departure(4, now() - 5 * SECOND);
    assertThat(script.run(TEN_SECONDS, 2)).isEqualTo(users(2, 3));
    assertThat(script.run(TEN_SECONDS, 2)).isEqualTo(users(1));
    assertThat(script.run(TEN_SECONDS, 2)).isEmpty();
    assertThat(scene.departures()).containsExactly("4");
  }

  @Test
  void takesNobodyWhileOthersMayHaveToReport() {
    scene.heardFor(5 * SECOND).departure(1, now() - 11 * SECOND);
    assertThat(script.run(TEN_SECONDS, 2)).isEmpty();
    assertThat(scene.departures()).containsExactly("1");
  }
}
