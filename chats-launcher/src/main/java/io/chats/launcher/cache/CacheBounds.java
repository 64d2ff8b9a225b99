package io.chats.launcher.cache;

import java.time.Duration;

/**
 * The bounds of a cache in memory, and its counters.
 *
 * @param lifetime the time after which an entry expires
 * @param entries the maximum number of entries; those used least are removed first
 * @param memory counts entries that were looked for in memory
 * @param backing counts entries that were not in memory and were looked for in the cache behind
 */
public record CacheBounds(Duration lifetime, long entries, Lookups memory, Lookups backing) {

  /** Failed look-ups are cached for 5 s (spec 5). */
  private static final Duration FAILURE_LIFETIME = Duration.ofSeconds(5);

  public CacheBounds {
    if (lifetime.isNegative() || lifetime.isZero() || entries < 1) {
      throw new IllegalArgumentException("a cache needs a lifetime and at least one entry");
    }
  }

  /** Counts nothing. */
  CacheBounds(Duration lifetime, long entries) {
    this(lifetime, entries, (hits, misses) -> {}, (hits, misses) -> {});
  }

  /** Counts lookups of one cache; neither blocks nor throws. */
  @FunctionalInterface
  public interface Lookups {

    /** Adds entries that were found and entries that were not. */
    void add(int hits, int misses);
  }

  Duration failureLifetime() {
    return lifetime.compareTo(FAILURE_LIFETIME) < 0 ? lifetime : FAILURE_LIFETIME;
  }
}
