package io.chats.launcher.assembly;

import io.chats.launcher.inprocess.CacheBounds;
import io.chats.launcher.inprocess.CacheMonitor;
import io.chats.launcher.monitoring.metrics.CacheMetrics;
import io.micrometer.core.instrument.MeterRegistry;

/** The bounds of each cache, with somebody who watches it. */
record Caches(CacheBounds bounds, MeterRegistry registry) {

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
