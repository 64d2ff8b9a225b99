package io.chats.adapter.nats.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration LONGEST = Duration.ofSeconds(1);

  @Test
  void doublesUpToTheLongestPause() {
    Backoff backoff = new Backoff(LONGEST, () -> 1);
    assertThat(pauses(backoff)).containsExactly(millis(100, 200, 400, 800, 1000, 1000));
  }

  @Test
  void takesUpToHalfOfAPauseAway() {
    Backoff backoff = new Backoff(LONGEST, () -> 0);
    assertThat(pauses(backoff)).containsExactly(millis(50, 100, 200, 400, 500, 500));
  }

  @Test
  void startsAnewAfterSuccess() {
    Backoff backoff = new Backoff(LONGEST, () -> 1);
    pauses(backoff);
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void neverPausesLongerThanTheLongest() {
    assertThat(new Backoff(Duration.ofMillis(20), () -> 1).next()).isEqualTo(Duration.ofMillis(20));
  }

  private static Stream<Duration> pauses(Backoff backoff) {
    return Stream.generate(backoff::next).limit(6);
  }

  private static Duration[] millis(long... millis) {
    return LongStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
