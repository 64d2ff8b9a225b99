package io.chats.adapter.monitoring.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts hits and misses of one cache, in memory and in Redis behind it. */
public final class CacheMetrics {

  private final Counter memoryHits;
  private final Counter memoryMisses;
  private final Counter redisHits;
  private final Counter redisMisses;

  /**
   * @param cache the name of the cache: one of a fixed set
   */
  public CacheMetrics(MeterRegistry registry, String cache) {
    memoryHits = counter(registry, cache, "memory", "hit");
    memoryMisses = counter(registry, cache, "memory", "miss");
    redisHits = counter(registry, cache, "redis", "hit");
    redisMisses = counter(registry, cache, "redis", "miss");
  }

  /** Counts entries that were looked for in memory. */
  public void memory(int hits, int misses) {
    memoryHits.increment(hits);
    memoryMisses.increment(misses);
  }

  /** Counts entries that were not in memory and were looked for in Redis. */
  public void redis(int hits, int misses) {
    redisHits.increment(hits);
    redisMisses.increment(misses);
  }

  private static Counter counter(MeterRegistry registry, String cache, String tier, String result) {
    return Counter.builder("chats.cache.gets")
        .description("Entries that were looked for")
        .tags("cache", cache, "tier", tier, "result", result)
        .register(registry);
  }
}
