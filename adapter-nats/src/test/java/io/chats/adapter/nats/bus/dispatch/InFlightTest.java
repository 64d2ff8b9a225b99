package io.chats.adapter.nats.bus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InFlightTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  private final InFlight inFlight = new InFlight(2, 100);

  @Test
  void boundsTheNumber() {
    assertThat(inFlight.tryAcquire(0)).isTrue();
    assertThat(inFlight.tryAcquire(0)).isTrue();
    assertThat(inFlight.tryAcquire(0)).isFalse();
    assertThat(inFlight.count()).isEqualTo(2);
    inFlight.release(0);
    assertThat(inFlight.tryAcquire(0)).isTrue();
  }

  @Test
  void boundsTheBytes() {
    assertThat(inFlight.tryAcquire(60)).isTrue();
    assertThat(inFlight.tryAcquire(41)).isFalse();
    assertThat(inFlight.tryAcquire(40)).isTrue();
    inFlight.release(60);
    assertThat(inFlight.tryAcquire(60)).isTrue();
  }

  @Test
  void aRefusedRequestDoesNotCount() {
    assertThat(inFlight.tryAcquire(101)).isFalse();
    assertThat(inFlight.count()).isZero();
    assertThat(inFlight.tryAcquire(100)).isTrue();
  }

  @Test
  void waitsUntilNothingIsOutstanding() throws Exception {
    assertThat(inFlight.awaitIdle(Duration.ZERO)).isTrue();
    inFlight.tryAcquire(1);
    assertThat(inFlight.awaitIdle(Duration.ofMillis(1))).isFalse();
    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(() -> inFlight.release(1));
    assertThat(inFlight.awaitIdle(LONG)).isTrue();
  }
}
