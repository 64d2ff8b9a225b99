package io.chats.adapter.mysql.connection;

import java.time.Duration;

/**
 * The point in time by which a call must have ended.
 *
 * @param nanos on the scale of {@link System#nanoTime}
 */
public record Deadline(long nanos) {

  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The earlier one of the two. */
  public Deadline or(Deadline other) {
    return nanos - other.nanos <= 0 ? this : other;
  }

  /** The time that is left; zero or less when the deadline has passed. */
  public Duration remaining() {
    return Duration.ofNanos(nanos - System.nanoTime());
  }

  /** Returns whether at least so much time is left. */
  public boolean allows(Duration time) {
    return remaining().compareTo(time) >= 0;
  }

  public boolean hasPassed() {
    return !allows(Duration.ZERO);
  }
}
