package io.chats.launcher.cache;

import java.time.Duration;

/**
 * The bounds of a cache in memory.
 *
 * @param lifetime the time after which an entry expires
 * @param entries the maximum number of entries; those used least are removed first
 * @param monitor counts hits and misses
 */
public record CacheBounds(Duration lifetime, long entries, CacheMonitor monitor) {

  /** Failed look-ups are cached for 5 s (spec 5). */
  private static final Duration FAILURE_LIFETIME = Duration.ofSeconds(5);

  public CacheBounds {
    if (lifetime.isNegative() || lifetime.isZero() || entries < 1) {
      throw new IllegalArgumentException("a cache needs a lifetime and at least one entry");
    }
  }

  /** Without a monitor. */
  CacheBounds(Duration lifetime, long entries) {
    this(lifetime, entries, CacheMonitor.none());
  }

  Duration failureLifetime() {
    return lifetime.compareTo(FAILURE_LIFETIME) < 0 ? lifetime : FAILURE_LIFETIME;
  }
}
