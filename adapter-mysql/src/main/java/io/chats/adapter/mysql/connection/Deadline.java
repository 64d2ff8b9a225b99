package io.chats.adapter.mysql.connection;

import java.time.Duration;

/**
 * A moment by which a call must have ended.
 *
 * @param nanos on the scale of {@link System#nanoTime}
 */
public record Deadline(long nanos) {

  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The earlier one. */
  public Deadline or(Deadline other) {
    return nanos - other.nanos <= 0 ? this : other;
  }

  /** Zero or less when it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(nanos - System.nanoTime());
  }

  public boolean allows(Duration time) {
    return remaining().compareTo(time) >= 0;
  }
}
