package io.chats.adapter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisStateTrackerTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private final RuntimeException cause = new IllegalStateException("refused");

  private final RedisSettings settings =
      RedisSettings.of("cache", 6379, Optional.empty(), Duration.ofSeconds(15));
  private final List<RedisState> notified = new ArrayList<>();
  private final SettableClock clock = new SettableClock();
  private final LogCapture log = LogCapture.open();
  private final RedisStateTracker tracker =
      new RedisStateTracker(settings, clock, () -> clock.nanos, notified::add);

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void countsAsAwayUntilReached() {
    assertThat(tracker.state()).isEqualTo(new RedisState(false, START));
    clock.pass(Duration.ofSeconds(1));
    tracker.reached();
    assertThat(tracker.state()).isEqualTo(new RedisState(true, START.plusSeconds(1)));
    assertThat(notified).containsExactly(tracker.state());
  }

  @Test
  void logsOnceAMinuteWhileAway() {
    tracker.stillAway(cause);
    for (int second = 0; second < 179; second++) {
      clock.pass(Duration.ofSeconds(1));
      tracker.stillAway(cause);
    }
    assertThat(log.lines())
        .hasSize(3)
        .allMatch(
            line -> line.equals("Redis at cache:6379 is away since 2026-01-02T03:04:05Z: refused"));
    assertThat(notified).isEmpty();
  }

  @Test
  void knowsHowLongAStateLastsWhateverTheClockSays() {
    tracker.reached();
    clock.pass(Duration.ofSeconds(20));
    clock.setBack(Duration.ofHours(1));
    assertThat(tracker.timeInState()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void survivesAFailingListener() {
    RedisStateTracker failing =
        new RedisStateTracker(
            settings,
            clock,
            () -> clock.nanos,
            state -> {
              throw new IllegalStateException("a failure of a listener, which is logged");
            });
    failing.reached();
    assertThat(failing.state().up()).isTrue();
  }

  private static final class SettableClock extends Clock {

    private Instant now = START;
    private long nanos;

    void pass(Duration time) {
      now = now.plus(time);
      nanos += time.toNanos();
    }

    void setBack(Duration time) {
      now = now.minus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
