package io.chats.benchmarks.load;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightWebSocketClient;
import io.chats.benchmarks.client.WebSocketEvents;
import java.io.IOException;
import java.net.URI;
import java.util.function.LongConsumer;

/** One of the two users of a chat, who posts and checks what arrives. */
final class Participant implements WebSocketEvents {

  static final int USERS = 2;

  private static final String TEXT =
      "A message of the usual length, of some eighty characters, as people write them.";

  private final String head;
  private final String run;
  private final int index;
  private final LightWebSocketClient wire;
  private final Inbox inbox;
  private final LongConsumer latencyNanos;
  private final Instants dueAt = new Instants();
  private int sent;
  private int acknowledged;

  /**
   * Connects the user.
   *
   * @param run a prefix that differs from those of all earlier runs
   * @param latencyNanos receives the time from when each message was due to its acknowledgement
   */
  Participant(
      EventLoop loop,
      URI server,
      Conversation chat,
      int index,
      String run,
      Violations violations,
      LongConsumer latencyNanos)
      throws IOException {
    long user = index == 0 ? chat.first() : chat.second();
    this.run = run;
    this.index = index;
    this.head =
        "{\"type\":\"message\",\"data\":{\"messages\":[{\"chatId\":"
            + chat.chat()
            + ",\"clientMessageId\":\"";
    this.latencyNanos = latencyNanos;
    this.inbox = new Inbox(run, violations, this::arrived);
    this.wire = LightWebSocketClient.connect(loop, URI.create(server + "?token=u" + user), this);
  }

  boolean isConnected() {
    return wire.isOpen();
  }

  int sent() {
    return sent;
  }

  /** The number of own messages that came back. */
  int acknowledged() {
    return acknowledged;
  }

  /** The number of messages of both users that arrived. */
  int delivered() {
    return inbox.delivered();
  }

  int inFlight() {
    return sent - acknowledged;
  }

  /**
   * Posts a message.
   *
   * @param due the {@link System#nanoTime} at which its latency begins
   */
  void post(long due) {
    dueAt.add(due);
    wire.send(
        head
            + Inbox.clientId(run, index, sent++)
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
    if (author == index) {
      acknowledged++;
      latencyNanos.accept(System.nanoTime() - dueAt.get(number));
    }
  }
}
