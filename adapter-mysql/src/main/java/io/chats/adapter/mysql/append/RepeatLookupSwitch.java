package io.chats.adapter.mysql.append;

/**
 * Whether to look for repeated messages before inserting. That costs a statement, so it is not done
 * as long as there are none; being surprised by one costs a whole transaction, so it is done for a
 * while after each. For one thread at a time.
 */
final class RepeatLookupSwitch {

  private static final int WHILE = 16;

  private int groupsLeft;

  boolean isOn() {
    return groupsLeft > 0;
  }

  /** A group was stored, with repeats in it or without. */
  void seen(boolean repeats) {
    groupsLeft = repeats ? WHILE : Math.max(0, groupsLeft - 1);
  }
}
