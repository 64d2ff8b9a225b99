package io.chats.adapter.nats.cluster;

import io.nats.client.Dispatcher;
import java.time.Duration;

/**
 * Notices that messages were dropped because this node was too slow for them. The library drops
 * while its queue is full, so each drop is followed by the delivery of what was in the queue: it is
 * told of then, at the latest when the queue is empty, and now and then while it goes on.
 */
final class SlownessWatch {

  private static final long NOW_AND_THEN = Duration.ofSeconds(1).toNanos();

  private final Runnable onDrops;
  private volatile Dispatcher dispatcher;
  private long dropsTold;
  private long lastTold;

  SlownessWatch(Runnable onDrops) {
    this.onDrops = onDrops;
  }

  void watch(Dispatcher watched) {
    dispatcher = watched;
  }

  /** Called after each delivery, one at a time. */
  void delivered() {
    Dispatcher watched = dispatcher;
    long drops = watched == null ? 0 : watched.getDroppedCount();
    if (drops > dropsTold && (watched.getPendingMessageCount() == 0 || isTime())) {
      dropsTold = drops;
      lastTold = System.nanoTime();
      onDrops.run();
    }
  }

  private boolean isTime() {
    return System.nanoTime() - lastTold > NOW_AND_THEN;
  }
}
