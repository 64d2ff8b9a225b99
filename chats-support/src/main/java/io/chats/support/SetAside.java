package io.chats.support;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers what failed, so that it is left alone for a while and the others go on. The pauses grow
 * with the failures in a row. Bounded: beyond the largest number of entries the one that has not
 * failed for longest is forgotten, and so is tried again earlier. Safe for use by any thread; it
 * does not depend on the wall clock.
 */
public final class SetAside<K> {

  private final Backoff pauses;
  private final int maxEntries;
  private final LongSupplier nanoTime;

  /** In the order of the last failure. */
  private final Map<K, Entry> entries = new LinkedHashMap<>();

  /**
   * @param pauses by the number of failures in a row
   * @param maxEntries at least 1
   * @param nanoTime such as {@link System#nanoTime}
   */
  public SetAside(Backoff pauses, int maxEntries, LongSupplier nanoTime) {
    this.pauses = pauses;
    this.maxEntries = maxEntries;
    this.nanoTime = nanoTime;
  }

  /** Returns whether it is to be left alone now. */
  public synchronized boolean isPaused(K key) {
    Entry entry = entries.get(key);
    return entry != null && entry.notBefore() - nanoTime.getAsLong() > 0;
  }

  /** Returns whether it failed the last time, so that its pause is over or still lasts. */
  public synchronized boolean hasFailed(K key) {
    return entries.containsKey(key);
  }

  /** Notes that it failed, perhaps again. */
  public synchronized void failed(K key) {
    Entry last = entries.remove(key);
    int failures = last == null ? 0 : last.failures();
    long notBefore = nanoTime.getAsLong() + pauses.pause(failures).toNanos();
    entries.put(key, new Entry(failures + 1, notBefore));
    if (entries.size() > maxEntries) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  /** Notes that it succeeded. */
  public synchronized void succeeded(K key) {
    entries.remove(key);
  }

  /** The number of things whose last attempt failed. */
  public synchronized int size() {
    return entries.size();
  }

  private record Entry(int failures, long notBefore) {}
}
