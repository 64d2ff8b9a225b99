package io.chats.adapter.nats.connection;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** The pauses between attempts: they double up to the longest, each with jitter. One thread's. */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(100);

  private final Duration longest;
  private final DoubleSupplier random;
  private Duration next = FIRST;

  /**
   * @param random from 0 to 1
   */
  Backoff(Duration longest, DoubleSupplier random) {
    this.longest = longest;
    this.random = random;
  }

  /** The next pause: between half of the nominal one and all of it. */
  Duration next() {
    Duration nominal = next.compareTo(longest) < 0 ? next : longest;
    next = nominal.multipliedBy(2);
    return Duration.ofNanos((long) (nominal.toNanos() * (0.5 + random.getAsDouble() / 2)));
  }

  void reset() {
    next = FIRST;
  }
}
