package io.chats.adapter.monitoring.logging;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the ids that a log line concerns for people: {@code [chat 17, user 42]}. */
public final class ContextConverter extends ClassicConverter {

  /** Empty for a line without ids; else with a leading blank. */
  @Override
  public String convert(ILoggingEvent event) {
    Map<String, String> context = EventContext.of(event);
    return context.isEmpty()
        ? ""
        : context.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ", " [", "]"));
  }
}
