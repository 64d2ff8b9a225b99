package io.chats.application.reminder;

import java.time.Duration;

/**
 * How reminding goes.
 *
 * @param step from one tick to the next, and how long a client must have been away; positive
 * @param pushTimeout the longest that a call of the push service takes; positive
 * @param pushesAtOnce of one process; at least 1
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

  /** With 16 pushes at once. */
  public static TickerSettings of(Duration step, Duration pushTimeout) {
    return new TickerSettings(step, pushTimeout, PUSHES_AT_ONCE);
  }

  private static void requirePositive(Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("not positive: " + duration);
    }
  }
}
