package io.chats.adapter.monitoring.logging;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Writes log lines by its pattern on a terminal, for people; anywhere else as {@link
 * JsonLineEncoder}.
 */
public final class LogLineEncoder extends PatternLayoutEncoder {

  private final boolean isForPeople = StandardOutput.isTerminal();
  private final JsonLineEncoder json = new JsonLineEncoder();

  @Override
  public byte[] encode(ILoggingEvent event) {
    return isForPeople ? super.encode(event) : json.encode(event);
  }
}
