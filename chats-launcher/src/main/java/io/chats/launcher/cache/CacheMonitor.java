package io.chats.launcher.cache;

/**
 * Counts hits and misses of a cache in memory and of the one behind it. Neither blocks nor throws.
 *
 * @param memory counts entries that were looked for in memory
 * @param backing counts entries that were not in memory and were looked for in the cache behind
 */
public record CacheMonitor(Lookups memory, Lookups backing) {

  /** Counts lookups of one cache. */
  @FunctionalInterface
  public interface Lookups {

    /** Adds entries that were found and entries that were not. */
    void add(int hits, int misses);
  }

  /** Counts nothing. */
  static CacheMonitor none() {
    return new CacheMonitor((hits, misses) -> {}, (hits, misses) -> {});
  }
}
