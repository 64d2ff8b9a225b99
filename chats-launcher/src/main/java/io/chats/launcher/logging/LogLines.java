package io.chats.launcher.logging;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Writes log lines by its pattern on a terminal, for people; anywhere else as {@link JsonLines}.
 */
public final class LogLines extends PatternLayoutEncoder {

  private final boolean isForPeople = Output.isTerminal();
  private final JsonLines json = new JsonLines();

  @Override
  public byte[] encode(ILoggingEvent event) {
    return isForPeople ? super.encode(event) : json.encode(event);
  }
}
