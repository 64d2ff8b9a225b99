package io.chats.support;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The pauses between attempts: they double from the first one up to the longest one, and each is
 * shortened by up to a half at random, so that not everybody retries at the same moment. Immutable.
 */
public final class Backoff {

  private static final int MAX_DOUBLINGS = 30;

  private final Duration first;
  private final Duration max;
  private final DoubleSupplier random;

  /**
   * @param first the nominal first pause, at least one nanosecond
   * @param max the nominal longest pause
   */
  public Backoff(Duration first, Duration max) {
    this(first, max, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * @param random gives numbers from 0 to 1: the share of the random half that is kept
   */
  public Backoff(Duration first, Duration max, DoubleSupplier random) {
    this.first = first;
    this.max = max;
    this.random = random;
  }

  /** The nominal longest pause. */
  public Duration max() {
    return max;
  }

  /**
   * The pause before the next attempt.
   *
   * @param failures the number of failed attempts in a row before the last one, from 0 on
   * @return from half of the nominal pause to all of it
   */
  public Duration pause(int failures) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    Duration nominal = doubled.compareTo(max) < 0 ? doubled : max;
    return Duration.ofNanos((long) (nominal.toNanos() * (0.5 + random.getAsDouble() / 2)));
  }
}
