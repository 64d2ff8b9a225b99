package io.chats.launcher.monitoring;

import io.chats.domain.port.FailureReporter;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes unforeseen failures into the log. */
public final class LoggingFailureReporter implements FailureReporter {

  private static final Logger log = LoggerFactory.getLogger("io.chats.failures");

  @Override
  public void unforeseen(Throwable failure, String during, Map<String, String> context) {
    log.error("Unforeseen failure during {} {}", during, context, failure);
  }
}
