package io.chats.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * @param rate acknowledged messages a second; each was delivered to both, or is counted as lost
 * @param latency microseconds from when a message was due to its acknowledgement
 * @param lost deliveries that did not come within some seconds of the end
 */
public record LoadResult(double rate, Histogram latency, long lost, Verdict verdict) {

  public boolean isClean() {
    return lost == 0 && verdict.isClean();
  }

  public double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1000.0;
  }

  @Override
  public String toString() {
    return "%,.0f acknowledged messages/s; latency p50 %.2f ms, p99 %.2f ms, max %.2f ms; %d lost, %s"
        .formatted(rate, millis(50), millis(99), latency.getMaxValue() / 1000.0, lost, verdict);
  }
}
