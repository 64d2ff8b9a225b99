package io.chats.launcher.wiring;

import java.time.Duration;

/** Divides the time for which callers wait (BUS_TIMEOUT) between the calls made for them. */
final class Budgets {

  private static final Duration MIN = Duration.ofMillis(500);
  private static final Duration MAX = Duration.ofSeconds(30);
  private static final Duration MAX_ANSWERS = Duration.ofMillis(500);

  private Budgets() {}

  /**
   * The time to store a message. It is longer than a caller on the bus waits, who may repeat the
   * request: a WebSocket client is served better by a late acknowledgement than by an error.
   */
  static Duration append(Duration busTimeout) {
    return within(busTimeout.multipliedBy(3).dividedBy(2));
  }

  /** The time after which a session receives an error, since the outcome of a post is unknown. */
  static Duration post(Duration busTimeout) {
    return append(busTimeout).plus(busTimeout.dividedBy(2));
  }

  /**
   * The time for what is shown beside messages, such as profiles: short, since callers are answered
   * in time without it.
   */
  static Duration shown(Duration busTimeout) {
    return busTimeout.dividedBy(2);
  }

  /** The time for which the answers of other nodes are collected. */
  static Duration answers(Duration busTimeout) {
    Duration quarter = busTimeout.dividedBy(4);
    return quarter.compareTo(MAX_ANSWERS) < 0 ? quarter : MAX_ANSWERS;
  }

  /**
   * The time for one call of a store: a little less than the three quarters within which callers
   * are answered (spec 3), so that the answer names the reason.
   */
  static Duration database(Duration busTimeout) {
    return within(busTimeout.multipliedBy(13).dividedBy(20));
  }

  /**
   * Stores need a minimum, to find a connection dead and to open another one, and a maximum, since
   * nodes count on it that the others' transactions end.
   */
  private static Duration within(Duration budget) {
    if (budget.compareTo(MIN) < 0) {
      return MIN;
    }
    return budget.compareTo(MAX) > 0 ? MAX : budget;
  }
}
