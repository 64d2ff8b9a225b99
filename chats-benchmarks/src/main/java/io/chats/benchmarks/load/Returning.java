package io.chats.benchmarks.load;

import io.chats.benchmarks.wire.EventLoop;
import io.chats.benchmarks.wire.WebSocketEvents;
import io.chats.benchmarks.wire.WebSocketWire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;

/** A user who comes back with {@code sync}, and tries again soon when not let in. */
final class Returning implements WebSocketEvents {

  private static final long AGAIN_NANOS = 500_000_000;

  private final EventLoop loop;
  private final URI server;
  private final String sync;
  private WebSocketWire wire;
  private long againAt;
  private boolean synced;
  private int refusals;

  Returning(EventLoop loop, URI server, long user, String sync) {
    this.loop = loop;
    this.server = URI.create(server + "?sync=1&token=u" + user);
    this.sync = sync;
  }

  /** Connects, if there is no connection and it is time to. */
  void comeIfDue(long now) throws IOException {
    if (wire == null && now - againAt >= 0) {
      try {
        wire = WebSocketWire.connect(loop, server, this);
      } catch (ConnectException full) {
        refuse();
      }
    }
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
      wire.send(sync);
    } else if (text.startsWith("{\"type\":\"sync\"")) {
      synced = true;
    } else if (text.startsWith("{\"type\":\"error\"")) {
      refusals++;
      wire.send(sync);
    }
  }

  @Override
  public void refused(String head) {
    refuse();
  }

  @Override
  public void ended() {
    synced = false;
    refuse();
  }

  private void refuse() {
    refusals++;
    wire = null;
    againAt = System.nanoTime() + AGAIN_NANOS;
  }
}
