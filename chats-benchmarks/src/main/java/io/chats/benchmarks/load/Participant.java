package io.chats.benchmarks.load;

import io.chats.benchmarks.wire.EventLoop;
import io.chats.benchmarks.wire.WebSocketEvents;
import io.chats.benchmarks.wire.WebSocketWire;
import java.io.IOException;
import java.net.URI;
import java.util.BitSet;
import java.util.function.LongConsumer;

/**
 * One of the two users of a chat, who posts, and checks what comes: every message of both users
 * once, in the order sent, with rising ids.
 */
final class Participant implements WebSocketEvents {

  private static final String TEXT =
      "A message of the usual length, of some eighty characters, as people write them.";
  private static final String TAG = "\"clientMessageId\":\"";
  private static final int SEATS = 2;

  private final String head;
  private final String mine;
  private final String run;
  private final int seat;
  private final WebSocketWire wire;
  private final Verdict verdict;
  private final LongConsumer latencyNanos;
  private final BitSet[] seen = {new BitSet(), new BitSet()};
  private final long[] newest = {-1, -1};
  private Instants dueAt = new Instants();
  private long lastId;
  private int sent;
  private int acknowledged;
  private int delivered;

  /**
   * @param run told apart from all runs before
   * @param latencyNanos is given the time from when each message was due to its acknowledgement
   */
  Participant(
      EventLoop loop,
      URI server,
      Conversation chat,
      int seat,
      String run,
      Verdict verdict,
      LongConsumer latencyNanos)
      throws IOException {
    long user = seat == 0 ? chat.first() : chat.second();
    this.run = run;
    this.seat = seat;
    this.mine = run + "-" + seat + "-";
    this.head =
        "{\"type\":\"message\",\"data\":{\"messages\":[{\"chatId\":" + chat.chat() + "," + TAG;
    this.verdict = verdict;
    this.latencyNanos = latencyNanos;
    this.wire = WebSocketWire.connect(loop, URI.create(server + "?token=u" + user), this);
  }

  boolean isConnected() {
    return wire.isOpen();
  }

  int sent() {
    return sent;
  }

  /** Own messages that came back. */
  int acknowledged() {
    return acknowledged;
  }

  /** Messages of both that came. */
  int delivered() {
    return delivered;
  }

  int inFlight() {
    return sent - acknowledged;
  }

  /**
   * @param due when it ought to be posted, at which its latency begins; of {@link System#nanoTime}
   */
  void post(long due) {
    dueAt.add(due);
    wire.send(
        head
            + mine
            + sent++
            + "\",\"type\":\"message\",\"text\":\""
            + TEXT
            + "\",\"params\":{}}]}}");
  }

  void leave() throws IOException {
    wire.close();
  }

  @Override
  public void text(String frame) {
    if (frame.startsWith("{\"type\":\"error\"")) {
      verdict.error(frame);
      return;
    }
    int at = frame.indexOf(TAG);
    while (at >= 0) {
      int start = at + TAG.length();
      if (frame.startsWith(run, start)) {
        takeMessage(frame, at, start + run.length() + 1);
      }
      at = frame.indexOf(TAG, start);
    }
  }

  private void takeMessage(String frame, int at, int start) {
    int author = frame.charAt(start) - '0';
    long id = number(frame, frame.lastIndexOf("\"id\":", at) + "\"id\":".length());
    take(author, (int) number(frame, start + 2), id);
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
    if (author == seat) {
      acknowledged++;
      latencyNanos.accept(System.nanoTime() - dueAt.get(number));
    }
  }

  private static long number(String json, int from) {
    long number = 0;
    for (int i = from; json.charAt(i) >= '0' && json.charAt(i) <= '9'; i++) {
      number = number * 10 + json.charAt(i) - '0';
    }
    return number;
  }

  static int seats() {
    return SEATS;
  }
}
