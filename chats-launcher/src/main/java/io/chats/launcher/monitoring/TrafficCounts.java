package io.chats.launcher.monitoring;

import io.chats.domain.port.TrafficMonitor;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests and frames by kind and result, and how long they took together. */
public final class TrafficCounts implements TrafficMonitor {

  private final ConcurrentMap<String, Count> counts = new ConcurrentHashMap<>();

  @Override
  public void request(String method, String path, String result, Duration took) {
    count("request " + method + " " + path + " " + result, took);
  }

  @Override
  public void frame(String type, String result, Duration took) {
    count("frame " + type + " " + result, took);
  }

  /** What came in so far, by kind and result. */
  public Map<String, Long> snapshot() {
    Map<String, Long> snapshot = new TreeMap<>();
    counts.forEach((kind, count) -> snapshot.put(kind, count.number.sum()));
    return snapshot;
  }

  private void count(String kind, Duration took) {
    Count count = counts.computeIfAbsent(kind, k -> new Count(new LongAdder(), new LongAdder()));
    count.number.increment();
    count.nanos.add(took.toNanos());
  }

  private record Count(LongAdder number, LongAdder nanos) {}
}
