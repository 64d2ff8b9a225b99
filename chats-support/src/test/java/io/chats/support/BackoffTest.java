package io.chats.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration MAX = Duration.ofSeconds(15);

  @Test
  void pausesDoubleUpToTheLongest() {
    Backoff backoff = new Backoff(FIRST, MAX, () -> 1);
    assertThat(backoff.pause(0)).isEqualTo(FIRST);
    assertThat(backoff.pause(1)).isEqualTo(Duration.ofMillis(200));
    assertThat(backoff.pause(7)).isEqualTo(Duration.ofMillis(12_800));
    assertThat(backoff.pause(8)).isEqualTo(MAX);
    assertThat(backoff.pause(Integer.MAX_VALUE)).isEqualTo(MAX);
  }

  @Property
  void pausesAreShortenedByUpToAHalf(
      @ForAll @IntRange(max = 100) int failures, @ForAll @DoubleRange(max = 1) double random) {
    Duration nominal = new Backoff(FIRST, MAX, () -> 1).pause(failures);
    assertThat(new Backoff(FIRST, MAX, () -> random).pause(failures))
        .isBetween(nominal.dividedBy(2), nominal);
  }

  @Test
  void pausesOfDifferentNodesDiffer() {
    Backoff backoff = new Backoff(FIRST, MAX);
    assertThat(IntStream.range(0, 10).mapToObj(i -> backoff.pause(5)).distinct().count())
        .isGreaterThan(1);
  }

  @Test
  void aFirstPauseAboveTheLongestIsTheLongest() {
    assertThat(new Backoff(Duration.ofSeconds(1), Duration.ofMillis(7), () -> 1).pause(0))
        .isEqualTo(Duration.ofMillis(7));
  }
}
