package io.chats.benchmarks.load;

import io.chats.benchmarks.wire.EventLoop;
import io.chats.benchmarks.wire.WebSocketEvents;
import io.chats.benchmarks.wire.WebSocketWire;
import java.io.IOException;
import java.net.URI;
import java.util.function.LongConsumer;

/** One of the two users of a chat, who posts, and looks at what comes. */
final class Participant implements WebSocketEvents {

  static final int SEATS = 2;

  private static final String TEXT =
      "A message of the usual length, of some eighty characters, as people write them.";

  private final String head;
  private final String run;
  private final int seat;
  private final WebSocketWire wire;
  private final Inbox inbox;
  private final LongConsumer latencyNanos;
  private final Instants dueAt = new Instants();
  private int sent;
  private int acknowledged;

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
    this.head =
        "{\"type\":\"message\",\"data\":{\"messages\":[{\"chatId\":"
            + chat.chat()
            + ",\"clientMessageId\":\"";
    this.latencyNanos = latencyNanos;
    this.inbox = new Inbox(run, verdict, this::arrived);
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
    return inbox.delivered();
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
            + Inbox.clientId(run, seat, sent++)
            + "\",\"type\":\"message\",\"text\":\""
            + TEXT
            + "\",\"params\":{}}]}}");
  }

  void leave() throws IOException {
    wire.close();
  }

  @Override
  public void text(String frame) {
    inbox.take(frame);
  }

  private void arrived(int author, int number) {
    if (author == seat) {
      acknowledged++;
      latencyNanos.accept(System.nanoTime() - dueAt.get(number));
    }
  }
}
