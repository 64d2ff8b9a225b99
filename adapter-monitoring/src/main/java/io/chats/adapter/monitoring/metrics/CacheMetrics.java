package io.chats.adapter.monitoring.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what one cache had and had not, in memory and behind it. */
public final class CacheMetrics {

  private final Counter nearHits;
  private final Counter nearMisses;
  private final Counter farHits;
  private final Counter farMisses;

  /**
   * @param cache its name: one of a fixed set
   */
  public CacheMetrics(MeterRegistry registry, String cache) {
    nearHits = counter(registry, cache, "memory", "hit");
    nearMisses = counter(registry, cache, "memory", "miss");
    farHits = counter(registry, cache, "redis", "hit");
    farMisses = counter(registry, cache, "redis", "miss");
  }

  /** So many were found in memory, and so many were not. */
  public void near(int hits, int misses) {
    nearHits.increment(hits);
    nearMisses.increment(misses);
  }

  /** Of those not found in memory, so many were found in Redis, and so many were not. */
  public void far(int hits, int misses) {
    farHits.increment(hits);
    farMisses.increment(misses);
  }

  private static Counter counter(MeterRegistry registry, String cache, String tier, String result) {
    return Counter.builder("chats.cache.gets")
        .description("Entries that were looked for")
        .tags("cache", cache, "tier", tier, "result", result)
        .register(registry);
  }
}
