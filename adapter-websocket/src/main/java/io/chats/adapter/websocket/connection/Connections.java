package io.chats.adapter.websocket.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections whose sessions have not ended, and the way in which a stopping node closes them.
 * Safe for use by any thread.
 */
public final class Connections {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /** The rest of the time of a drain is for the last clients to close. */
  private static final double SHARE_OF_CLOSING = 0.9;

  private final Set<ClientConnection> all = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition emptied = lock.newCondition();

  public void add(ClientConnection connection) {
    all.add(connection);
  }

  public void remove(ClientConnection connection) {
    all.remove(connection);
    if (all.isEmpty()) {
      lock.lock();
      try {
        emptied.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** The number of connections. */
  public int size() {
    return all.size();
  }

  /**
   * Closes the slowest sessions (4408) until the others hold so many bytes less. Those whose socket
   * takes nothing come first, then those that hold most; sessions that are being closed already
   * count.
   */
  public void closeSlowest(long excess) {
    long now = System.nanoTime();
    List<Held> bySlowness = new ArrayList<>();
    long left = excess;
    for (ClientConnection connection : all) {
      Held held = Held.of(connection, now);
      if (connection.isOpen()) {
        bySlowness.add(held);
      } else {
        left -= held.bytes();
      }
    }
    bySlowness.sort(Held.SLOWEST_FIRST);
    for (Held next : bySlowness) {
      if (left <= 0 || next.bytes() == 0) {
        return;
      }
      next.connection().close(CloseCode.TOO_SLOW);
      left -= next.bytes();
    }
  }

  /**
   * Pings the peers it is time for, cuts silent ones, and closes those that read nothing; to be
   * called regularly.
   */
  public void keepAlive(long nowNanos) {
    all.forEach(connection -> keepAlive(connection, nowNanos));
  }

  /** A connection whose check fails is cut, so that the others are checked all the same. */
  private static void keepAlive(ClientConnection connection, long nowNanos) {
    try {
      connection.keepAlive(nowNanos);
    } catch (Throwable e) { // also when there is no memory for a timer
      LOG.error("A connection could not be checked, and is cut", e);
      connection.cut(CutReason.FAILURE);
    }
  }

  /**
   * Closes the connections one by one, so that not all clients reconnect to the other nodes at
   * once. Connections that are not closed yet are served as usual. Blocks until all are gone, or
   * the time is over.
   */
  public void drain(Duration over) throws InterruptedException {
    long start = System.nanoTime();
    List<ClientConnection> leaving = new ArrayList<>(all);
    Collections.shuffle(leaving);
    double pause = over.toNanos() * SHARE_OF_CLOSING / Math.max(1, leaving.size());
    for (int i = 0; i < leaving.size(); i++) {
      awaitNone(start + (long) (i * pause) - System.nanoTime());
      leaving.get(i).sendAway();
    }
    awaitNone(start + over.toNanos() - System.nanoTime());
  }

  /** Closes all connections that are left. Does not block. */
  public void sendAllAway() {
    all.forEach(ClientConnection::sendAway);
  }

  /**
   * Blocks until there are none, or the time is over. Exact only once no more are added, as on a
   * node that has stopped to accept them.
   */
  public void awaitNone(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!all.isEmpty() && left > 0) {
        left = emptied.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A connection with what it held at one moment, so that an order of them is consistent. */
  private record Held(ClientConnection connection, boolean stalled, int bytes) {

    static final Comparator<Held> SLOWEST_FIRST =
        Comparator.comparing(Held::stalled).thenComparingInt(Held::bytes).reversed();

    private static final Duration STALLED = Duration.ofSeconds(1);

    static Held of(ClientConnection connection, long nowNanos) {
      return new Held(connection, connection.isStalled(nowNanos, STALLED), connection.heldBytes());
    }
  }
}
