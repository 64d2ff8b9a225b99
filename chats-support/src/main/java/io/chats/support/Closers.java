package io.chats.support;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was opened, the latest first; one that fails does not keep the others open. Used by
 * one thread at a time.
 */
public final class Closers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Closers.class);

  private final Deque<Closer> opened = new ArrayDeque<>();

  /**
   * Adds something to close later.
   *
   * @param name of it for operators, who read in the log when it was closed
   * @return the same
   */
  public <T extends AutoCloseable> T add(String name, T closeable) {
    opened.push(new Closer(name, closeable));
    return closeable;
  }

  /** Closes all, each once. Blocks as long as they do. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      close(opened.pop());
    }
  }

  private static void close(Closer closer) {
    try {
      closer.closeable.close();
      LOG.info("Closed: {}", closer.name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      LOG.warn("Could not close {}", closer.name, e);
    }
  }

  private record Closer(String name, AutoCloseable closeable) {}
}
