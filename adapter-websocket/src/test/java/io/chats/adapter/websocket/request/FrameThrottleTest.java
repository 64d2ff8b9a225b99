package io.chats.adapter.websocket.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.request.FrameThrottle.Verdict;
import io.chats.adapter.websocket.settings.FrameRate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FrameThrottleTest {

  private long now = -5;

  @Test
  void allowsTheBurstAndThenTheRate() {
    FrameThrottle throttle = new FrameThrottle(new FrameRate(20, 100), now);

    assertThat(handled(throttle, 150)).isEqualTo(100);
    now += TimeUnit.SECONDS.toNanos(1);
    assertThat(handled(throttle, 50)).isEqualTo(20);
    now += TimeUnit.SECONDS.toNanos(60);
    assertThat(handled(throttle, 150)).isEqualTo(100);
  }

  @Test
  void endsTheSessionAfterManyRefusalsInAShortTime() {
    FrameThrottle throttle = new FrameThrottle(new FrameRate(1, 1), now);
    assertThat(throttle.judge(now)).isEqualTo(Verdict.HANDLE);

    for (int i = 1; i < 200; i++) {
      assertThat(throttle.judge(now)).isEqualTo(Verdict.REFUSE);
    }
    assertThat(throttle.judge(now)).isEqualTo(Verdict.END);
  }

  @Test
  void ignoresOldRefusals() {
    FrameThrottle throttle = new FrameThrottle(new FrameRate(1, 1), now);
    for (int i = 0; i < 1_000; i++) {
      assertThat(throttle.judge(now)).isNotEqualTo(Verdict.END);
      now += TimeUnit.MILLISECONDS.toNanos(60);
    }
  }

  @Test
  void rateZeroIsNoLimit() {
    FrameThrottle throttle = new FrameThrottle(FrameRate.UNLIMITED, now);

    assertThat(handled(throttle, 10_000)).isEqualTo(10_000);
  }

  private int handled(FrameThrottle throttle, int frames) {
    int handled = 0;
    for (int i = 0; i < frames; i++) {
      handled += throttle.judge(now) == Verdict.HANDLE ? 1 : 0;
    }
    return handled;
  }
}
