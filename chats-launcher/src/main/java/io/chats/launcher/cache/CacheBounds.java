package io.chats.launcher.cache;

import java.time.Duration;

/**
 * How much a cache in the process remembers.
 *
 * @param lifetime of an answer
 * @param entries the most there are; those used least go first
 * @param monitor is told how it does
 */
public record CacheBounds(Duration lifetime, long entries, CacheMonitor monitor) {

  /** That something could not be had is remembered for 5 s (spec 5). */
  private static final Duration FAILURE = Duration.ofSeconds(5);

  public CacheBounds {
    if (lifetime.isNegative() || lifetime.isZero() || entries < 1) {
      throw new IllegalArgumentException("a cache remembers something for some time");
    }
  }

  /** With nobody who wants to know how it does. */
  public CacheBounds(Duration lifetime, long entries) {
    this(lifetime, entries, CacheMonitor.none());
  }

  /** The same for a cache that somebody watches. */
  public CacheBounds watchedBy(CacheMonitor newMonitor) {
    return new CacheBounds(lifetime, entries, newMonitor);
  }

  Duration failureLifetime() {
    return lifetime.compareTo(FAILURE) < 0 ? lifetime : FAILURE;
  }
}
