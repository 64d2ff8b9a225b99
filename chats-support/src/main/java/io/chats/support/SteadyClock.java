package io.chats.support;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * A clock that cannot be set: it begins with the time of another clock, and from then on it only
 * passes. For what measures how long something lasts by dates; what is stored or shown is dated by
 * the other clock. Safe for use by any thread.
 */
public final class SteadyClock extends Clock {

  private final LongSupplier nanoTime;
  private final Instant start;
  private final long startNanos;
  private final ZoneId zone;

  private SteadyClock(LongSupplier nanoTime, Instant start, long startNanos, ZoneId zone) {
    this.nanoTime = nanoTime;
    this.start = start;
    this.startNanos = startNanos;
    this.zone = zone;
  }

  /** A clock that begins now, with the time of the other one. */
  public static SteadyClock startingFrom(Clock clock) {
    return startingFrom(clock, System::nanoTime);
  }

  /**
   * As above.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  static SteadyClock startingFrom(Clock clock, LongSupplier nanoTime) {
    return new SteadyClock(nanoTime, clock.instant(), nanoTime.getAsLong(), clock.getZone());
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanoTime.getAsLong() - startNanos);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteadyClock(nanoTime, start, startNanos, other);
  }
}
