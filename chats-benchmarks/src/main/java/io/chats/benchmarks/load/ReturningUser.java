package io.chats.benchmarks.load;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightWebSocketClient;
import io.chats.benchmarks.client.WebSocketEvents;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A user who reconnects with {@code sync}; if rejected, retries after pauses that double, with
 * jitter, as the documentation asks of clients.
 */
final class ReturningUser implements WebSocketEvents {

  private static final long SHORTEST_NANOS = 500_000_000;
  private static final int MAX_DOUBLINGS = 5;

  private final EventLoop loop;
  private final URI server;
  private final String sync;
  private LightWebSocketClient wire;
  private boolean greeted;
  private long againAt;
  private boolean asked;
  private boolean synced;
  private int refusals;

  ReturningUser(EventLoop loop, URI server, long user, String sync) {
    this.loop = loop;
    this.server = URI.create(server + "?sync=1&token=u" + user);
    this.sync = sync;
  }

  /** Connects or asks again, if needed and if it is time. */
  void comeIfDue(long now) throws IOException {
    if (now - againAt < 0) {
      return;
    }
    if (wire == null) {
      connect();
    } else if (greeted && !asked) {
      ask();
    }
  }

  private void connect() throws IOException {
    greeted = false;
    asked = false;
    try {
      wire = LightWebSocketClient.connect(loop, server, this);
    } catch (ConnectException full) {
      ended();
    }
  }

  private void ask() {
    asked = true;
    wire.send(sync);
  }

  boolean isSynced() {
    return synced;
  }

  /** The number of times it was rejected or disconnected. */
  int refusals() {
    return refusals;
  }

  @Override
  public void text(String text) {
    if (text.startsWith("{\"type\":\"hello\"")) {
      greeted = true;
      ask();
    } else if (text.startsWith("{\"type\":\"sync\"")) {
      synced = true;
    } else if (text.startsWith("{\"type\":\"error\"")) {
      asked = false;
      refuse();
    }
  }

  @Override
  public void refused(String head) {
    ended();
  }

  @Override
  public void ended() {
    synced = false;
    wire = null;
    refuse();
  }

  private void refuse() {
    long pause = SHORTEST_NANOS << Math.min(refusals, MAX_DOUBLINGS);
    againAt = System.nanoTime() + pause / 2 + ThreadLocalRandom.current().nextLong(pause);
    refusals++;
  }
}
