package io.chats.application.reminder;

import java.time.Duration;

/**
 * The settings of a ticker.
 *
 * @param step the time between two ticks, and how long a client must have been away; positive
 * @param pushTimeout the longest time that a call of the push service takes; positive
 * @param pushesAtOnce the number of pushes of this process at a time; at least 1
 */
public record TickerSettings(Duration step, Duration pushTimeout, int pushesAtOnce) {

  private static final int PUSHES_AT_ONCE = 16;

  public TickerSettings {
    requirePositive(step);
    requirePositive(pushTimeout);
    if (pushesAtOnce < 1) {
      throw new IllegalArgumentException("no pushes at once: " + pushesAtOnce);
    }
  }

  /** Settings with 16 pushes at a time. */
  public static TickerSettings of(Duration step, Duration pushTimeout) {
    return new TickerSettings(step, pushTimeout, PUSHES_AT_ONCE);
  }

  private static void requirePositive(Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("not positive: " + duration);
    }
  }
}
