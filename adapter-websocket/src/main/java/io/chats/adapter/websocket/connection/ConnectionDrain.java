package io.chats.adapter.websocket.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends the clients of a stopping node away, one by one, so that they do not all come to the other
 * nodes at once. Those who have not been sent away yet are served as usual.
 */
public final class ConnectionDrain {

  /** The rest of the time is for the last ones to close. */
  private static final double SHARE_OF_SENDING_AWAY = 0.9;

  private final Connections connections;
  private final Duration reconnect;

  /**
   * @param reconnect over which the clients are told to spread their return
   */
  public ConnectionDrain(Connections connections, Duration reconnect) {
    this.connections = connections;
    this.reconnect = reconnect;
  }

  /** Blocks until all are gone, or the time is over. */
  public void run(Duration over) throws InterruptedException {
    long start = System.nanoTime();
    List<ClientConnection> leaving = new ArrayList<>(connections.snapshot());
    Collections.shuffle(leaving);
    double pause = over.toNanos() * SHARE_OF_SENDING_AWAY / Math.max(1, leaving.size());
    for (int i = 0; i < leaving.size(); i++) {
      connections.awaitNone(start + (long) (i * pause) - System.nanoTime());
      sendAway(leaving.get(i));
    }
    connections.awaitNone(start + over.toNanos() - System.nanoTime());
  }

  /** Sends everybody away who is still there. Does not block. */
  public void now() {
    connections.snapshot().forEach(this::sendAway);
  }

  public void sendAway(ClientConnection connection) {
    long pause = ThreadLocalRandom.current().nextLong(reconnect.toMillis() + 1);
    connection.close(CloseCode.GOING_AWAY, CloseCode.GOING_AWAY.reason() + pause);
  }
}
