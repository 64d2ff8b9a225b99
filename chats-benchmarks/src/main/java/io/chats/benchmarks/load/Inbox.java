package io.chats.benchmarks.load;

import java.util.BitSet;

/**
 * The messages that one participant of a chat received: each of both users once, in the order sent,
 * with rising ids. Violations are counted; a message that never arrives is missing in the count.
 */
final class Inbox {

  /** Receives each message when it arrives for the first time. */
  @FunctionalInterface
  interface Arrivals {
    void arrived(int author, int number);
  }

  private static final String TAG = "\"clientMessageId\":\"";
  private static final String ID = "\"id\":";

  private final String run;
  private final Violations violations;
  private final Arrivals arrivals;
  private final BitSet[] seen = {new BitSet(), new BitSet()};
  private final long[] newest = {-1, -1};
  private long lastId;
  private int delivered;

  /**
   * Creates an empty inbox.
   *
   * @param run prefix of the client ids of this run; messages of other runs are ignored
   */
  Inbox(String run, Violations violations, Arrivals arrivals) {
    this.run = run;
    this.violations = violations;
    this.arrivals = arrivals;
  }

  /** The client id of a message. */
  static String clientId(String run, int author, int number) {
    return run + "-" + author + "-" + number;
  }

  /** The number of different messages that arrived. */
  int delivered() {
    return delivered;
  }

  void take(String frame) {
    if (frame.startsWith("{\"type\":\"error\"")) {
      violations.error(frame);
      return;
    }
    for (int at = frame.indexOf(TAG); at >= 0; at = frame.indexOf(TAG, at + 1)) {
      int start = at + TAG.length();
      if (frame.startsWith(run, start)) {
        int author = start + run.length() + 1;
        long id = number(frame, frame.lastIndexOf(ID, at) + ID.length());
        take(frame.charAt(author) - '0', (int) number(frame, author + 2), id);
      }
    }
  }

  private void take(int author, int number, long id) {
    if (seen[author].get(number)) {
      violations.repeated();
      return;
    }
    seen[author].set(number);
    if (number < newest[author] || id <= lastId) {
      violations.disordered();
    }
    newest[author] = Math.max(newest[author], number);
    lastId = Math.max(lastId, id);
    delivered++;
    arrivals.arrived(author, number);
  }

  private static long number(String json, int from) {
    long number = 0;
    for (int i = from; json.charAt(i) >= '0' && json.charAt(i) <= '9'; i++) {
      number = number * 10 + json.charAt(i) - '0';
    }
    return number;
  }
}
