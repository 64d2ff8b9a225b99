package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.connection.CutReason;
import io.chats.adapter.websocket.connection.Refusals;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.glassfish.grizzly.Connection;

/**
 * The accepted sockets whose request is not complete. They expire after a time, and when there are
 * too many the oldest one is closed: stalled handshakes neither stay nor keep others out. Safe for
 * use by any thread.
 */
public final class PendingHandshakes {

  private final int max;
  private final long timeOutNanos;
  private final Refusals refusals;
  private final Map<Connection<?>, Long> acceptedAt = new LinkedHashMap<>();

  public PendingHandshakes(int max, long timeOutNanos, Refusals refusals) {
    this.refusals = refusals;
    this.max = max;
    this.timeOutNanos = timeOutNanos;
  }

  void add(Connection<?> socket, long nowNanos) {
    synchronized (this) {
      acceptedAt.put(socket, nowNanos);
    }
    closeOldest(since -> acceptedAt.size() > max, CutReason.TOO_MANY_HANDSHAKES);
  }

  /** Returns whether the handshake was still pending. */
  synchronized boolean remove(Connection<?> socket) {
    return acceptedAt.remove(socket) != null;
  }

  /** Closes the sockets whose time is over; to be called regularly. */
  public void expire(long nowNanos) {
    closeOldest(since -> nowNanos - since >= timeOutNanos, CutReason.HANDSHAKE_TIMEOUT);
  }

  private void closeOldest(LongPredicate isDue, CutReason reason) {
    for (Connection<?> socket : takeOldest(isDue)) {
      refusals.cut(reason, ClientAddresses.text(socket.getPeerAddress()));
      socket.terminateSilently();
    }
  }

  /** Takes the oldest sockets, up to the first one that is not due. */
  private synchronized List<Connection<?>> takeOldest(LongPredicate isDue) {
    List<Connection<?>> taken = new ArrayList<>(1);
    Iterator<Map.Entry<Connection<?>, Long>> oldest = acceptedAt.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Connection<?>, Long> next = oldest.next();
      if (!isDue.test(next.getValue())) {
        break;
      }
      taken.add(next.getKey());
      oldest.remove();
    }
    return taken;
  }
}
