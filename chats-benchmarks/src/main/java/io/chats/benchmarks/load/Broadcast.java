package io.chats.benchmarks.load;

import io.chats.benchmarks.wire.EventLoop;
import io.chats.benchmarks.wire.WebSocketWire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One who posts to many, with so many posts on the way to all. */
public final class Broadcast implements AutoCloseable {

  /** A node sends those away who come when it has too many handshakes at once. */
  private static final int AT_ONCE = 50;

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String BODY = "A message of the usual length, as people write them.";

  private final EventLoop loop = new EventLoop();
  private final List<WebSocketWire> listeners = new ArrayList<>();
  private final String head;
  private final String tag = "b" + Long.toString(System.nanoTime(), 36) + "-";
  private long posted;
  private long delivered;

  /**
   * @param chat to whose participants the frames are addressed
   */
  private Broadcast(long chat) throws IOException {
    this.head =
        "{\"type\":\"message\",\"data\":{\"messages\":[{\"chatId\":"
            + chat
            + ",\"clientMessageId\":\""
            + tag;
  }

  /** Connects the users, of whom the first one is going to post. */
  public static Broadcast connect(URI server, long chat, List<Long> users) throws IOException {
    Broadcast broadcast = new Broadcast(chat);
    for (long user : users) {
      broadcast.listeners.add(
          WebSocketWire.connect(
              broadcast.loop, URI.create(server + "?token=u" + user), broadcast::receive));
      if (broadcast.listeners.size() % AT_ONCE == 0) {
        broadcast.awaitAllConnected();
      }
    }
    broadcast.awaitAllConnected();
    return broadcast;
  }

  private void awaitAllConnected() throws IOException {
    if (!loop.await(this::allConnected, PATIENCE)) {
      throw new IOException("not all were let in");
    }
  }

  private boolean allConnected() {
    return listeners.stream().allMatch(WebSocketWire::isOpen);
  }

  /** Messages a second, over all who get them; the poster gets them, too. */
  public double deliveriesPerSecond(int inFlight, Duration warmUp, Duration measured)
      throws IOException {
    loop.run(warmUp, () -> fill(inFlight));
    double rate = loop.perSecond(() -> delivered, measured, () -> fill(inFlight));
    if (!loop.await(() -> delivered == posted * listeners.size(), PATIENCE)) {
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
