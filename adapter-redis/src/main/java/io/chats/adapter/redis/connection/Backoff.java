package io.chats.adapter.redis.connection;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The pauses between attempts to reach a service that is away (spec 2): they double from 100 ms up
 * to the longest, less up to a half by chance, so that nodes do not all come back at once.
 */
record Backoff(Duration longest, Supplier<? extends RandomGenerator> random) {

  static final Duration FIRST = Duration.ofMillis(100);

  private static final int MOST_DOUBLINGS = 30;

  /**
   * The pause before the next attempt.
   *
   * @param failures in a row so far; from 0 on
   */
  Duration after(int failures) {
    long doubled = FIRST.toMillis() << Math.min(failures, MOST_DOUBLINGS);
    long full = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(full - random.get().nextLong(full / 2 + 1));
  }
}
