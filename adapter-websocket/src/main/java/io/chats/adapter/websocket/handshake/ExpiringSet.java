package io.chats.adapter.websocket.handshake;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers keys for a time, at most so many: the oldest is dropped for one more. Safe for use by
 * any thread; no method blocks.
 */
final class ExpiringSet<K> {

  private final int max;
  private final long lifetimeNanos;
  private final Map<K, Long> addedAt = new LinkedHashMap<>();

  ExpiringSet(int max, Duration lifetime) {
    this.max = max;
    this.lifetimeNanos = lifetime.toNanos();
  }

  synchronized void add(K key, long nowNanos) {
    addedAt.remove(key);
    addedAt.put(key, nowNanos);
    Iterator<Long> oldest = addedAt.values().iterator();
    while (addedAt.size() > max || isOver(addedAt.values().iterator().next(), nowNanos)) {
      oldest.next();
      oldest.remove();
    }
  }

  synchronized boolean contains(K key, long nowNanos) {
    Long since = addedAt.get(key);
    return since != null && !isOver(since, nowNanos);
  }

  synchronized int size() {
    return addedAt.size();
  }

  private boolean isOver(long since, long nowNanos) {
    return nowNanos - since >= lifetimeNanos;
  }
}
