package io.chats.adapter.monitoring.logging;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.event.KeyValuePair;

/** Writes the ids that a log line concerns for people: {@code [chat 17, user 42]}. */
public final class ContextConverter extends ClassicConverter {

  /** Empty for a line without ids; else with a leading blank. */
  @Override
  public String convert(ILoggingEvent event) {
    Map<String, String> context = idsOf(event);
    return context.isEmpty()
        ? ""
        : context.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ", " [", "]"));
  }

  /** Returns the ids by name, in the order in which they were added. */
  static Map<String, String> idsOf(ILoggingEvent event) {
    Map<String, String> ids = new LinkedHashMap<>(event.getMDCPropertyMap());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> ids.put(pair.key, String.valueOf(pair.value)));
    }
    return ids;
  }
}
