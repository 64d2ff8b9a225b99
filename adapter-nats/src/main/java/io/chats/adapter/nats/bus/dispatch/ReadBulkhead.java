package io.chats.adapter.nats.bus.dispatch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many chats and messages all reads together hold. Who finds no room waits for it, in
 * the order of arrival; how many may wait is bounded by who admits them. Safe for use by any
 * thread.
 */
public final class ReadBulkhead {

  private final int size;
  private final Duration patience;
  private final Semaphore free;

  /**
   * @param patience how long to wait for room
   */
  public ReadBulkhead(int size, Duration patience) {
    this.size = size;
    this.patience = patience;
    this.free = new Semaphore(size, true);
  }

  /**
   * Blocks until there is room.
   *
   * @param wanted more than all of it is as much as all; for nothing nobody waits
   * @return false: there was none in time
   */
  boolean enter(int wanted) {
    return enter(wanted, patience);
  }

  /** Whether there is room, and nobody waits for it; never blocks. */
  boolean enterAtOnce(int wanted) {
    // With a time, even none, nobody is overtaken.
    return enter(wanted, Duration.ZERO);
  }

  private boolean enter(int wanted, Duration atMost) {
    try {
      return wanted == 0 || free.tryAcquire(taken(wanted), atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** To be called once by whoever has entered, with the same. */
  void leave(int wanted) {
    free.release(taken(wanted));
  }

  private int taken(int wanted) {
    return Math.min(wanted, size);
  }
}
