package io.chats.benchmarks.load;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightWebSocketClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A user who posts to many others, with the given number of posts in flight. */
public final class Broadcast implements AutoCloseable {

  /** A node rejects connections when it has too many handshakes at a time. */
  private static final int AT_ONCE = 50;

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final String BODY = "A message of the usual length, as people write them.";

  private final EventLoop loop = new EventLoop();
  private final List<LightWebSocketClient> listeners = new ArrayList<>();
  private final String head;
  private final String tag = "b" + Long.toString(System.nanoTime(), 36) + "-";
  private long posted;
  private long delivered;

  /**
   * Creates one without connections.
   *
   * @param chat whose participants receive the messages
   */
  private Broadcast(long chat) throws IOException {
    this.head =
        "{\"type\":\"message\",\"data\":{\"messages\":[{\"chatId\":"
            + chat
            + ",\"clientMessageId\":\""
            + tag;
  }

  /** Connects the users, of whom the first one will post. */
  public static Broadcast connect(URI server, long chat, List<Long> users) throws IOException {
    Broadcast broadcast = new Broadcast(chat);
    for (long user : users) {
      broadcast.listeners.add(
          LightWebSocketClient.connect(
              broadcast.loop, URI.create(server + "?token=u" + user), broadcast::receive));
      if (broadcast.listeners.size() % AT_ONCE == 0) {
        broadcast.awaitAllConnected();
      }
    }
    broadcast.awaitAllConnected();
    return broadcast;
  }

  private void awaitAllConnected() throws IOException {
    if (!loop.await(this::allConnected, TIMEOUT)) {
      throw new IOException("not all were let in");
    }
  }

  private boolean allConnected() {
    return listeners.stream().allMatch(LightWebSocketClient::isOpen);
  }

  /** Returns deliveries per second over all users, among them the one who posts. */
  public double deliveriesPerSecond(int inFlight, Duration warmUp, Duration measured)
      throws IOException {
    loop.run(warmUp, () -> fill(inFlight));
    double rate = loop.perSecond(() -> delivered, measured, () -> fill(inFlight));
    if (!loop.await(() -> delivered == posted * listeners.size(), TIMEOUT)) {
      throw new IOException(
          "%d of %d deliveries came".formatted(delivered, posted * listeners.size()));
    }
    return rate;
  }

  private void fill(int inFlight) {
    while (posted - delivered / listeners.size() < inFlight) {
      listeners
          .getFirst()
          .send(
              head
                  + posted++
                  + "\",\"type\":\"message\",\"text\":\""
                  + BODY
                  + "\",\"params\":{}}]}}");
    }
  }

  private void receive(String frame) {
    if (frame.startsWith("{\"type\":\"error\"")) {
      throw new IllegalStateException(frame);
    }
    for (int at = frame.indexOf(tag); at >= 0; at = frame.indexOf(tag, at + 1)) {
      delivered++;
    }
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }
}
