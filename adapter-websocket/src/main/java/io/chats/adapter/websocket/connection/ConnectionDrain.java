package io.chats.adapter.websocket.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Closes the connections of a stopping node one by one, so that not all clients reconnect to the
 * other nodes at once. Connections that are not closed yet are served as usual.
 */
public final class ConnectionDrain {

  /** The rest of the time is for the last clients to close. */
  private static final double SHARE_OF_CLOSING = 0.9;

  private final Connections connections;
  private final Duration reconnect;

  /**
   * @param reconnect the time over which the clients spread their return
   */
  public ConnectionDrain(Connections connections, Duration reconnect) {
    this.connections = connections;
    this.reconnect = reconnect;
  }

  /** Closes all connections. Blocks until they are gone, or the time is over. */
  public void run(Duration over) throws InterruptedException {
    long start = System.nanoTime();
    List<ClientConnection> leaving = new ArrayList<>(connections.snapshot());
    Collections.shuffle(leaving);
    double pause = over.toNanos() * SHARE_OF_CLOSING / Math.max(1, leaving.size());
    for (int i = 0; i < leaving.size(); i++) {
      connections.awaitNone(start + (long) (i * pause) - System.nanoTime());
      sendAway(leaving.get(i));
    }
    connections.awaitNone(start + over.toNanos() - System.nanoTime());
  }

  /** Closes all connections that are left. Does not block. */
  public void now() {
    connections.snapshot().forEach(this::sendAway);
  }

  /** Closes a connection, and tells its client when to reconnect. */
  public void sendAway(ClientConnection connection) {
    long pause = ThreadLocalRandom.current().nextLong(reconnect.toMillis() + 1);
    connection.close(CloseCode.GOING_AWAY, CloseCode.GOING_AWAY.reason() + pause);
  }
}
