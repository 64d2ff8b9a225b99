package io.chats.adapter.websocket.handshake;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassfish.grizzly.Connection;

/**
 * The accepted sockets whose request is not complete. They expire after a time, and when there are
 * too many the oldest one is closed: stalled handshakes neither stay nor keep others out. Safe for
 * use by any thread.
 */
public final class PendingHandshakes {

  private final int max;
  private final long timeOutNanos;
  private final Map<Connection<?>, Long> acceptedAt = new LinkedHashMap<>();

  public PendingHandshakes(int max, long timeOutNanos) {
    this.max = max;
    this.timeOutNanos = timeOutNanos;
  }

  void add(Connection<?> connection, long nowNanos) {
    List<Connection<?>> closed = new ArrayList<>(1);
    synchronized (this) {
      acceptedAt.put(connection, nowNanos);
      if (acceptedAt.size() > max) {
        Iterator<Connection<?>> oldest = acceptedAt.keySet().iterator();
        closed.add(oldest.next());
        oldest.remove();
      }
    }
    closed.forEach(Connection::terminateSilently);
  }

  /**
   * @return whether the handshake was still pending
   */
  synchronized boolean remove(Connection<?> connection) {
    return acceptedAt.remove(connection) != null;
  }

  synchronized int size() {
    return acceptedAt.size();
  }

  /** Closes the sockets whose time is over; to be called regularly. */
  public void expire(long nowNanos) {
    takeExpired(nowNanos).forEach(Connection::terminateSilently);
  }

  private synchronized List<Connection<?>> takeExpired(long nowNanos) {
    List<Connection<?>> expired = new ArrayList<>();
    Iterator<Map.Entry<Connection<?>, Long>> oldest = acceptedAt.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Connection<?>, Long> entry = oldest.next();
      if (nowNanos - entry.getValue() < timeOutNanos) {
        break;
      }
      expired.add(entry.getKey());
      oldest.remove();
    }
    return expired;
  }
}
