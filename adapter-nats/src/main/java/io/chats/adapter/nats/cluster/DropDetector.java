package io.chats.adapter.nats.cluster;

import io.chats.support.LogThrottle;
import io.nats.client.Dispatcher;
import java.time.Duration;

/**
 * Notices that messages were dropped because this node was too slow for them. The library drops
 * while its queue is full, so each drop is followed by the delivery of what was in the queue: it is
 * told of then, at the latest when the queue is empty, and now and then while it goes on.
 */
final class DropDetector {

  private final Runnable onDrops;
  private volatile Dispatcher dispatcher;
  private final LogThrottle telling = new LogThrottle(Duration.ofSeconds(1));
  private long dropsTold;

  DropDetector(Runnable onDrops) {
    this.onDrops = onDrops;
  }

  void watch(Dispatcher watched) {
    dispatcher = watched;
  }

  /** Called after each delivery, one at a time. */
  void delivered() {
    Dispatcher watched = dispatcher;
    long drops = watched == null ? 0 : watched.getDroppedCount();
    if (drops > dropsTold && (watched.getPendingMessageCount() == 0 || telling.tryAcquire())) {
      dropsTold = drops;
      onDrops.run();
    }
  }
}
