package io.chats.adapter.websocket;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Captures the lines that the libraries log while it is open, at the default levels. */
final class CapturedLogs extends Handler implements AutoCloseable {

  private final Logger root = Logger.getLogger("");
  private final List<String> records = new CopyOnWriteArrayList<>();

  CapturedLogs() {
    setLevel(Level.ALL);
    root.addHandler(this);
  }

  List<String> records() {
    return List.copyOf(records);
  }

  @Override
  public void publish(LogRecord entry) {
    if (!entry.getLoggerName().startsWith("okhttp3")) {
      records.add(entry.getLoggerName() + ": " + entry.getMessage() + " " + entry.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }
}
