package io.chats.adapter.monitoring.failure;

import io.chats.domain.port.FailureReporter;
import java.util.List;
import java.util.Map;

/** Tells several who report. */
public record CompositeFailureReporter(List<FailureReporter> reporters) implements FailureReporter {

  public CompositeFailureReporter {
    reporters = List.copyOf(reporters);
  }

  @Override
  public void unforeseen(Throwable failure, String during, Map<String, String> context) {
    reporters.forEach(it -> it.unforeseen(failure, during, context));
  }
}
