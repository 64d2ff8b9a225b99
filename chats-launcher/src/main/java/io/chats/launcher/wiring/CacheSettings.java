package io.chats.launcher.wiring;

import io.chats.adapter.monitoring.metrics.CacheMetrics;
import io.chats.launcher.cache.CacheBounds;
import io.chats.launcher.cache.CacheMonitor;
import io.micrometer.core.instrument.MeterRegistry;

/** The bounds of each cache, with somebody who watches it. */
record CacheSettings(CacheBounds bounds, MeterRegistry registry) {

  CacheBounds chats() {
    return watched("chats");
  }

  CacheBounds profiles() {
    return watched("profiles");
  }

  CacheBounds files() {
    return watched("files");
  }

  private CacheBounds watched(String cache) {
    CacheMetrics metrics = new CacheMetrics(registry, cache);
    return bounds.watchedBy(new CacheMonitor(metrics::near, metrics::far));
  }
}
