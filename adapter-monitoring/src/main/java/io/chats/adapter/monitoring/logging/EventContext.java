package io.chats.adapter.monitoring.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** The ids that a log line concerns: chat, user, session and so on. */
final class EventContext {

  private EventContext() {}

  /** Returns them by name, in the order in which they were added. */
  static Map<String, String> of(ILoggingEvent event) {
    Map<String, String> context = new LinkedHashMap<>(event.getMDCPropertyMap());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> context.put(pair.key, String.valueOf(pair.value)));
    }
    return context;
  }
}
