package io.chats.adapter.nats.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners that are notified when announcements may have been lost. Safe for use by any
 * thread.
 */
final class GapListeners {

  private static final Logger LOG = LoggerFactory.getLogger(GapListeners.class);

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Executor executor;

  GapListeners(Executor executor) {
    this.executor = executor;
  }

  void add(Runnable listener) {
    listeners.add(listener);
  }

  /** Notifies the listeners on other threads; does not wait for them. */
  void notifyAllListeners() {
    try {
      listeners.forEach(listener -> executor.execute(() -> run(listener)));
    } catch (RejectedExecutionException e) {
      LOG.debug("Lost announcements are not reported: the node is stopping");
    }
  }

  private static void run(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.error("A listener to lost announcements failed", e);
    }
  }
}
