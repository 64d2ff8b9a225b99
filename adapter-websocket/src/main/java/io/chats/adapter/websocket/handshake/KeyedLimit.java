package io.chats.adapter.websocket.handshake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how much there is of each key, such as sessions of a user. Keys of which there is nothing
 * take no memory. Safe for use by any thread; no method blocks.
 */
public final class KeyedLimit<K> {

  private final int max;
  private final Map<K, Integer> counts = new ConcurrentHashMap<>();

  /**
   * @param max 0 for no limit
   */
  public KeyedLimit(int max) {
    this.max = max;
  }

  /** Returns whether there may be one more; if so, it is counted until it is released. */
  public boolean acquire(K key) {
    if (max == 0) {
      return true;
    }
    boolean[] acquired = new boolean[1];
    counts.compute(
        key,
        (same, count) -> {
          int before = count == null ? 0 : count;
          acquired[0] = before < max;
          return acquired[0] ? Integer.valueOf(before + 1) : count;
        });
    return acquired[0];
  }

  /** Releases one that was acquired. */
  public void release(K key) {
    if (max > 0) {
      counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
  }
}
