package io.chats.launcher.wiring;

import java.time.Duration;

/** How the time that callers wait is divided. */
final class Budgets {

  private static final Duration LEAST = Duration.ofMillis(500);

  private Budgets() {}

  /**
   * For storing a message: longer than a caller on the bus waits, who may repeat it, since whoever
   * sent it over a WebSocket is served better by a late acknowledgement than by an error.
   */
  static Duration append(Duration busTimeout) {
    return atLeast(busTimeout.multipliedBy(3).dividedBy(2));
  }

  /** Within which a session is told that the outcome of a post is unknown. */
  static Duration post(Duration busTimeout) {
    return append(busTimeout).plus(busTimeout.dividedBy(2));
  }

  /** For what is shown beside messages: whoever waits for it is to be answered without it, too. */
  static Duration shown(Duration busTimeout) {
    return busTimeout.dividedBy(2);
  }

  /**
   * For one call of a store: a little less than the three quarters within which callers are
   * answered (spec 3), so that they are told the reason.
   */
  static Duration database(Duration busTimeout) {
    return atLeast(busTimeout.multipliedBy(13).dividedBy(20));
  }

  /** The stores need some time to find a connection dead, and another one. */
  private static Duration atLeast(Duration budget) {
    return budget.compareTo(LEAST) < 0 ? LEAST : budget;
  }
}
