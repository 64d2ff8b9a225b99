package io.chats.adapter.monitoring.failure;

import io.chats.domain.port.FailureReporter;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs unforeseen failures, with the ids they concern as key-value pairs. */
public final class LoggingFailureReporter implements FailureReporter {

  static final String LOGGER = "io.chats.failures";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  @Override
  public void unforeseen(Throwable failure, String during, Map<String, String> context) {
    LoggingEventBuilder line = LOG.atError().setCause(failure);
    for (Map.Entry<String, String> id : context.entrySet()) {
      line = line.addKeyValue(id.getKey(), id.getValue());
    }
    line.log("Unforeseen failure during {}", during);
  }
}
