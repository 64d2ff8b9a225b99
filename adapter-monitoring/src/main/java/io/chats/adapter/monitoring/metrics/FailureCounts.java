package io.chats.adapter.monitoring.metrics;

import io.chats.domain.port.FailureReporter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/** Counts unforeseen failures. */
public final class FailureCounts implements FailureReporter {

  private final Counter failures;

  public FailureCounts(MeterRegistry registry) {
    failures =
        Counter.builder("chats.failures").description("Unforeseen failures").register(registry);
  }

  @Override
  public void unforeseen(Throwable failure, String during, Map<String, String> context) {
    failures.increment();
  }
}
