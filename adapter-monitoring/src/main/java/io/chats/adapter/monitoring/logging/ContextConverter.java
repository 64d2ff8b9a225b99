package io.chats.adapter.monitoring.logging;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what a log line is about for people: {@code [chat 17, user 42]}. */
public final class ContextConverter extends ClassicConverter {

  /** Nothing for a line that is about nothing; else with a blank before it. */
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
