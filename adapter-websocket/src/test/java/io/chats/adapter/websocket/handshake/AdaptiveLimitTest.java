package io.chats.adapter.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {

  private static final long QUICK = Duration.ofMillis(25).toNanos();
  private static final long SLOW = Duration.ofMillis(200).toNanos();

  private final AdaptiveLimit limit = new AdaptiveLimit();

  @Test
  void growsWhileTheServiceIsQuickAndMoreIsWanted() {
    answers(30, QUICK, true);
    assertThat(limit.limit()).isEqualTo(AdaptiveLimit.START + 30);
    answers(1_000, QUICK, true);
    assertThat(limit.limit()).isEqualTo(AdaptiveLimit.MAX);
  }

  @Test
  void staysWhenNothingMoreIsWanted() {
    answers(1_000, QUICK, false);
    assertThat(limit.limit()).isEqualTo(AdaptiveLimit.START);
  }

  @Test
  void shrinksWhenTheServiceSlowsDownAndGrowsAgain() {
    answers(100, QUICK, true);
    answers(200, SLOW, true);
    assertThat(limit.limit()).isEqualTo(AdaptiveLimit.MIN);
    answers(50, QUICK, true);
    assertThat(limit.limit()).isEqualTo(AdaptiveLimit.MIN + 50);
  }

  @Test
  void isHalvedWhenThereIsNoAnswer() {
    limit.unanswered();
    assertThat(limit.limit()).isEqualTo(AdaptiveLimit.START / 2);
    for (int i = 0; i < 10; i++) {
      limit.unanswered();
    }
    assertThat(limit.limit()).isEqualTo(AdaptiveLimit.MIN);
  }

  /** A service that has become slower for good counts as quick after a while. */
  @Test
  void getsUsedToAServiceThatIsSlowerForGood() {
    answers(10, QUICK, true);
    answers(3_000, SLOW, true);
    assertThat(limit.limit()).isGreaterThan(AdaptiveLimit.START);
  }

  private void answers(int times, long tookNanos, boolean wanted) {
    for (int i = 0; i < times; i++) {
      limit.answered(tookNanos, wanted);
    }
  }
}
