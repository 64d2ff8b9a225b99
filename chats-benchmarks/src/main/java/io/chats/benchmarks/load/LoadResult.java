package io.chats.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * The result of a measurement under load.
 *
 * @param rate acknowledged messages per second; each was delivered to both users, or counts as lost
 * @param latency microseconds from the time when a message was due to its acknowledgement
 * @param lost deliveries that did not arrive within some seconds after the end
 */
public record LoadResult(double rate, Histogram latency, long lost, Violations violations) {

  public boolean isClean() {
    return lost == 0 && violations.isClean();
  }

  public double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1000.0;
  }

  @Override
  public String toString() {
    return "%,.0f acknowledged messages/s; latency p50 %.2f ms, p99 %.2f ms, max %.2f ms; %d lost, %s"
        .formatted(rate, millis(50), millis(99), latency.getMaxValue() / 1000.0, lost, violations);
  }
}
