package io.chats.adapter.nats.cluster;

import io.chats.support.LogThrottle;
import io.nats.client.Dispatcher;
import java.time.Duration;

/**
 * Detects that the library dropped messages because this node was too slow. The library drops while
 * its queue is full, so each drop is followed by deliveries: the drop is reported after one of
 * them, at most once a second, and at the latest when the queue is empty.
 */
final class DropDetector {

  private final Runnable onDrops;
  private volatile Dispatcher dispatcher;
  private final LogThrottle reports = new LogThrottle(Duration.ofSeconds(1));
  private long reportedDrops;

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
    if (drops > reportedDrops && (watched.getPendingMessageCount() == 0 || reports.tryAcquire())) {
      reportedDrops = drops;
      onDrops.run();
    }
  }
}
