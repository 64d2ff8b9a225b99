package io.chats.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SetAsideTest {

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration MAX = Duration.ofSeconds(40);

  /** Near the greatest number, since the scale may overflow. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  private final SetAside<String> aside =
      new SetAside<>(new Backoff(FIRST, MAX, () -> 1), 3, now::get);

  @Test
  void whatFailedIsLeftAloneForAPause() {
    aside.failed("a");
    assertThat(aside.isPaused("a")).isTrue();
    assertThat(aside.isPaused("b")).isFalse();
    now.addAndGet(FIRST.toNanos());
    assertThat(aside.isPaused("a")).isFalse();
    assertThat(aside.hasFailed("a")).isTrue();
  }

  @Test
  void pausesGrowWithTheFailuresInARow() {
    for (long seconds : new long[] {10, 20, 40, 40}) {
      aside.failed("a");
      now.addAndGet(Duration.ofSeconds(seconds).toNanos() - 1);
      assertThat(aside.isPaused("a")).isTrue();
      now.incrementAndGet();
      assertThat(aside.isPaused("a")).isFalse();
    }
  }

  @Test
  void aSuccessEndsTheRow() {
    aside.failed("a");
    aside.failed("a");
    aside.succeeded("a");
    assertThat(aside.hasFailed("a")).isFalse();
    aside.failed("a");
    now.addAndGet(FIRST.toNanos());
    assertThat(aside.isPaused("a")).isFalse();
  }

  @Test
  void theOneThatHasNotFailedForLongestIsForgotten() {
    for (String key : new String[] {"a", "b", "c", "a", "d"}) {
      aside.failed(key);
    }
    assertThat(aside.size()).isEqualTo(3);
    assertThat(aside.hasFailed("b")).isFalse();
    assertThat(aside.hasFailed("a")).isTrue();
  }
}
