package io.chats.adapter.nats.connection;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Collects the log lines of this module, from level INFO on. */
public final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.chats.adapter.nats");
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final List<Map<String, String>> contexts = new CopyOnWriteArrayList<>();

  public LoggedLines() {
    logger.setLevel(Level.INFO);
    logger.addAppender(this);
    start();
  }

  public List<String> all() {
    return List.copyOf(lines);
  }

  /** The log context of each line. */
  public List<Map<String, String>> contexts() {
    return List.copyOf(contexts);
  }

  @Override
  protected void append(ILoggingEvent event) {
    contexts.add(context(event));
    lines.add(event.getLevel() + " " + event.getFormattedMessage());
  }

  private static Map<String, String> context(ILoggingEvent event) {
    Map<String, String> context = new HashMap<>(event.getMDCPropertyMap());
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(it -> context.put(it.key, it.value.toString()));
    }
    return context;
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(null);
  }
}
