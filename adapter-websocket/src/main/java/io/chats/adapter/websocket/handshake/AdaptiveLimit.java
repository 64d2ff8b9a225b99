package io.chats.adapter.websocket.handshake;

import java.time.Duration;

/**
 * How many calls to a service may run at a time, by its speed: more while it answers as quickly as
 * it can and more are wanted, fewer once calls take longer since they wait in the service for one
 * another, and half as many when it does not answer. Not safe for use by several threads.
 */
final class AdaptiveLimit {

  /**
   * Calls that take long since this node is busy must not end in so few that hardly anybody gets
   * in: sixteen that take 100 ms each are 160 a second.
   */
  static final int MIN = 16;

  static final int START = 32;
  static final int MAX = 256;

  /** Below this difference a call is as quick as the quickest. */
  private static final long NOISE_NANOS = Duration.ofMillis(20).toNanos();

  private static final double SLOW = 2;
  private static final double LESS = 0.95;

  /** The share of a difference by which the quickest time follows slower ones. */
  private static final double FORGETTING = 0.002;

  private double limit = START;
  private double quickestNanos = Double.MAX_VALUE;

  int limit() {
    return (int) limit;
  }

  /**
   * Takes account of a call that has ended.
   *
   * @param wanted whether other calls wait for a place
   */
  void answered(long tookNanos, boolean wanted) {
    quickestNanos =
        tookNanos < quickestNanos
            ? tookNanos
            : quickestNanos + FORGETTING * (tookNanos - quickestNanos);
    if (tookNanos > SLOW * quickestNanos + NOISE_NANOS) {
      limit = Math.max(MIN, limit * LESS);
    } else if (wanted) {
      limit = Math.min(MAX, limit + 1);
    }
  }

  /** Takes account of a call that got no answer. */
  void unanswered() {
    limit = Math.max(MIN, limit / 2);
  }
}
