package io.chats.adapter.monitoring.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The number of messages that share a transaction, and the time it takes. */
public final class AppendMetrics {

  private final DistributionSummary sizes;
  private final Timer time;

  public AppendMetrics(MeterRegistry registry) {
    sizes =
        DistributionSummary.builder("chats.append.group.messages")
            .description("Messages that were stored in one transaction")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
            .register(registry);
    time =
        Metrics.timer("chats.append.group", "Transactions that stored messages").register(registry);
  }

  /** Counts a transaction that stored messages. */
  public void stored(int messages, Duration took) {
    sizes.record(messages);
    time.record(took);
  }
}
