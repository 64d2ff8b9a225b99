package io.chats.application.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** The clock of one node: it is wrong, and is set while time passes. */
public final class SettableClock extends Clock {

  private final Supplier<Instant> now;
  private Duration skew;

  SettableClock(Supplier<Instant> now, Duration skew) {
    this.now = now;
    this.skew = skew;
  }

  /** Sets the clock forward by so much; less than zero sets it back. */
  public void set(Duration by) {
    skew = skew.plus(by);
  }

  @Override
  public Instant instant() {
    return now.get().plus(skew);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
