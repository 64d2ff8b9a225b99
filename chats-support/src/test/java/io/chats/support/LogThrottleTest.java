package io.chats.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

  @Test
  void isFreeAtOnceAndThenAfterThePause() {
    LogThrottle throttle = new LogThrottle(Duration.ofMillis(50));
    assertThat(throttle.tryAcquire()).isTrue();
    assertThat(throttle.tryAcquire()).isFalse();
    await().until(throttle::tryAcquire);
    assertThat(throttle.tryAcquire()).isFalse();
  }
}
