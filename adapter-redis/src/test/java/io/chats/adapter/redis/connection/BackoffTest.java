package io.chats.adapter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final Backoff pauses = new Backoff(LONGEST, ThreadLocalRandom::current);

  @Test
  void beginAtATenthOfASecond() {
    assertThat(pauses.after(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
  }

  @Test
  void doubleWithEachFailure() {
    assertThat(pauses.after(3)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
  }

  @Property
  void neverExceedTheLongest(@ForAll @IntRange(min = 8) int failures) {
    assertThat(pauses.after(failures)).isBetween(LONGEST.dividedBy(2), LONGEST);
  }
}
