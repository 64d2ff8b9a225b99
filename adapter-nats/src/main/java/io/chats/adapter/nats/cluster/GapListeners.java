package io.chats.adapter.nats.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to know that announcements may have been lost. */
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

  /** Tells them; does not wait for what they do. */
  void tell() {
    try {
      listeners.forEach(listener -> executor.execute(() -> run(listener)));
    } catch (RejectedExecutionException e) {
      LOG.debug("the node is stopping: nobody is told of lost announcements");
    }
  }

  private static void run(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.error("a listener to lost announcements failed", e);
    }
  }
}
