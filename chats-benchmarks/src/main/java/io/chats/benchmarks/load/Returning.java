package io.chats.benchmarks.load;

import io.chats.benchmarks.wire.EventLoop;
import io.chats.benchmarks.wire.WebSocketEvents;
import io.chats.benchmarks.wire.WebSocketWire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A user who comes back with {@code sync}; when not let in, tries again after pauses that double,
 * with jitter, as clients are told to.
 */
final class Returning implements WebSocketEvents {

  private static final long SHORTEST_NANOS = 500_000_000;
  private static final int MOST_DOUBLINGS = 5;

  private final EventLoop loop;
  private final URI server;
  private final String sync;
  private WebSocketWire wire;
  private boolean greeted;
  private long againAt;
  private boolean asked;
  private boolean synced;
  private int refusals;

  Returning(EventLoop loop, URI server, long user, String sync) {
    this.loop = loop;
    this.server = URI.create(server + "?sync=1&token=u" + user);
    this.sync = sync;
  }

  /** Connects or asks again, if there is need and it is time to. */
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
      wire = WebSocketWire.connect(loop, server, this);
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

  /** How often it was not let in, or sent away. */
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
    long pause = SHORTEST_NANOS << Math.min(refusals, MOST_DOUBLINGS);
    againAt = System.nanoTime() + pause / 2 + ThreadLocalRandom.current().nextLong(pause);
    refusals++;
  }
}
