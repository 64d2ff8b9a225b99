package io.chats.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ZoneId ZONE = ZoneOffset.ofHours(3);

  private Instant wall = START;
  private long nanos = Long.MAX_VALUE - 1; // it may overflow
  private final InstantSource wallClock = () -> wall;
  private final Clock steady = SteadyClock.startingFrom(wallClock.withZone(ZONE), () -> nanos);

  @Test
  void passesWhateverTheOtherClockSays() {
    assertThat(steady.instant()).isEqualTo(START);
    wall = START.minus(Duration.ofHours(1));
    nanos += Duration.ofSeconds(2).toNanos();
    assertThat(steady.instant()).isEqualTo(START.plusSeconds(2));
    wall = START.plus(Duration.ofHours(1));
    assertThat(steady.instant()).isEqualTo(START.plusSeconds(2));
  }

  @Test
  void keepsItsTimeInAnotherZone() {
    nanos += 5;
    Clock utc = steady.withZone(ZoneOffset.UTC);
    assertThat(steady.getZone()).isEqualTo(ZONE);
    assertThat(utc.getZone()).isEqualTo(ZoneOffset.UTC);
    assertThat(utc.instant()).isEqualTo(steady.instant());
  }
}
