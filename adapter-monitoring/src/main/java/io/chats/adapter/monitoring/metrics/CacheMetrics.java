package io.chats.adapter.monitoring.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts hits and misses of one cache. */
public final class CacheMetrics {

  private final Counter hits;
  private final Counter misses;

  /**
   * @param cache the name of the cache: one of a fixed set
   * @param tier {@code memory}, or {@code redis} for the one behind it
   */
  public CacheMetrics(MeterRegistry registry, String cache, String tier) {
    Meter.MeterProvider<Counter> gets =
        Counter.builder("chats.cache.gets")
            .description("Entries that were looked for")
            .tags("cache", cache, "tier", tier)
            .withRegistry(registry);
    hits = gets.withTag("result", "hit");
    misses = gets.withTag("result", "miss");
  }

  /** Counts entries that were looked for. */
  public void add(int found, int missing) {
    hits.increment(found);
    misses.increment(missing);
  }
}
