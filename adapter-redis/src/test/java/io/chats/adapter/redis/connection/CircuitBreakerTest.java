package io.chats.adapter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private final CircuitBreaker breaker = new CircuitBreaker(3);

  @BeforeEach
  void closeIt() {
    breaker.close();
  }

  @Test
  void beginsOpen() {
    assertThat(new CircuitBreaker(1).period()).isEmpty();
  }

  @Test
  void opensAfterFailuresInARow() {
    CircuitBreaker.Period period = period();
    assertThat(period.endedByFailure()).isFalse();
    assertThat(period.endedByFailure()).isFalse();
    assertThat(period.lasts()).isTrue();
    assertThat(period.endedByFailure()).isTrue();
    assertThat(period.lasts()).isFalse();
    assertThat(breaker.period()).isEmpty();
  }

  @Test
  void aSuccessBetweenFailuresKeepsItClosed() {
    CircuitBreaker.Period period = period();
    for (int i = 0; i < 10; i++) {
      assertThat(period.endedByFailure()).isFalse();
      assertThat(period.endedByFailure()).isFalse();
      period.succeeded();
    }
    assertThat(period.lasts()).isTrue();
  }

  @Test
  void onlyOneFailureEndsAPeriod() {
    CircuitBreaker.Period period = period();
    long ended = IntStream.range(0, 1000).parallel().filter(i -> period.endedByFailure()).count();
    assertThat(ended).isEqualTo(1);
  }

  @Test
  void lateFailuresOfAnEarlierPeriodDoNotCountInTheNext() {
    CircuitBreaker.Period earlier = period();
    breaker.open();
    breaker.close();
    for (int i = 0; i < 10; i++) {
      assertThat(earlier.endedByFailure()).isFalse();
    }
    assertThat(period().lasts()).isTrue();
  }

  private CircuitBreaker.Period period() {
    return breaker.period().orElseThrow();
  }
}
