package io.chats.application.reminder;

import java.time.Duration;

/**
 * How long a claim lasts: somewhat longer than its push can take, with room for clocks that differ.
 * Each further attempt lasts twice as long, up to some minutes, so that a push that is never taken
 * is not attempted at every tick.
 */
final class ClaimLease {

  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 16;

  private final Duration shortest;

  ClaimLease(Duration pushTimeout) {
    this.shortest = pushTimeout.multipliedBy(2).plus(CLOCKS_DIFFER);
  }

  /**
   * @param attempts before
   */
  Duration after(int attempts) {
    Duration longer = shortest.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
    Duration most = MOST.compareTo(shortest) < 0 ? shortest : MOST;
    return longer.compareTo(most) < 0 ? longer : most;
  }
}
