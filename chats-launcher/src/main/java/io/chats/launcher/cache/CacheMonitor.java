package io.chats.launcher.cache;

/**
 * Counts what a cache, and the one behind it, found and did not find. Neither blocks nor throws.
 *
 * @param near what was looked for in memory
 * @param far what was not found in memory, and looked for in the cache behind
 */
public record CacheMonitor(Lookups near, Lookups far) {

  /** Counts lookups of one cache. */
  @FunctionalInterface
  public interface Lookups {

    /** So many were found, and so many were not. */
    void add(int hits, int misses);
  }

  /** Counts nothing. */
  static CacheMonitor none() {
    return new CacheMonitor((hits, misses) -> {}, (hits, misses) -> {});
  }
}
