package io.chats.adapter.monitoring.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;

/** Makes timers with the buckets that dashboards and alarms use: from 1 ms to 10 s. */
final class Latency {

  private static final Duration[] BUCKETS =
      Arrays.stream(new long[] {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000})
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private Latency() {}

  static Timer.Builder timer(String name, String description) {
    return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS);
  }
}
