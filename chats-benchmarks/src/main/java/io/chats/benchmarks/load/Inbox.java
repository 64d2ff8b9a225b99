package io.chats.benchmarks.load;

import java.util.BitSet;

/**
 * What one participant of a chat got: every message of both once, in the order sent, with rising
 * ids. What is not so is told to the verdict; a message that never comes is missing in the count.
 */
final class Inbox {

  /** Told of each message, the first time that it comes. */
  @FunctionalInterface
  interface Arrivals {
    void arrived(int author, int number);
  }

  private static final String TAG = "\"clientMessageId\":\"";
  private static final String ID = "\"id\":";

  private final String run;
  private final Verdict verdict;
  private final Arrivals arrivals;
  private final BitSet[] seen = {new BitSet(), new BitSet()};
  private final long[] newest = {-1, -1};
  private long lastId;
  private int delivered;

  /**
   * @param run what the client's ids of this run begin with; messages of others are passed over
   */
  Inbox(String run, Verdict verdict, Arrivals arrivals) {
    this.run = run;
    this.verdict = verdict;
    this.arrivals = arrivals;
  }

  /** The client's id of a message. */
  static String clientId(String run, int author, int number) {
    return run + "-" + author + "-" + number;
  }

  /** Different messages that came. */
  int delivered() {
    return delivered;
  }

  void take(String frame) {
    if (frame.startsWith("{\"type\":\"error\"")) {
      verdict.error(frame);
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
      verdict.repeated();
      return;
    }
    seen[author].set(number);
    if (number < newest[author] || id <= lastId) {
      verdict.disordered();
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
