package io.chats.launcher.assembly;

import java.time.Duration;

/** How the time that callers wait is divided. */
final class Budgets {

  private Budgets() {}

  /** Within which a caller is answered: three quarters of what it waits (SPEC 3). */
  static Duration answer(Duration busTimeout) {
    return busTimeout.multipliedBy(3).dividedBy(4);
  }

  /** For what is shown beside messages: whoever waits for it is to be answered without it, too. */
  static Duration shown(Duration busTimeout) {
    return busTimeout.dividedBy(2);
  }

  /** For one call of a store: a little less than the answer has, so that the reason is told. */
  static Duration database(Duration busTimeout) {
    Duration budget = busTimeout.multipliedBy(13).dividedBy(20);
    Duration least = Duration.ofMillis(500);
    return budget.compareTo(least) < 0 ? least : budget;
  }
}
