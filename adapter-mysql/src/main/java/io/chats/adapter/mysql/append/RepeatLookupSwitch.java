package io.chats.adapter.mysql.append;

/**
 * Decides whether to look for repeated messages before inserting. The look-up costs a statement, so
 * it is left out while there are no repeats. An unexpected one costs a whole transaction, so the
 * look-up is on for the next groups after each. For one thread at a time.
 */
final class RepeatLookupSwitch {

  private static final int GROUPS_AFTER_A_REPEAT = 16;

  private int groupsLeft;

  boolean isOn() {
    return groupsLeft > 0;
  }

  /** Notes that a group was stored, with repeats in it or without. */
  void noteGroup(boolean repeats) {
    groupsLeft = repeats ? GROUPS_AFTER_A_REPEAT : Math.max(0, groupsLeft - 1);
  }
}
