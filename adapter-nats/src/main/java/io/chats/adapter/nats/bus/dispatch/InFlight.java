package io.chats.adapter.nats.bus.dispatch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Counts the requests that are outstanding, and bounds their number and size. Safe for use by any
 * thread; only {@link #awaitIdle} blocks.
 */
public final class InFlight {

  private final int maxRequests;
  private final long maxBytes;
  private int requests;
  private long bytes;

  public InFlight(int maxRequests, long maxBytes) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
  }

  /**
   * Admits a request of so many bytes, which must be released later; false: the bounds are reached.
   */
  public synchronized boolean tryAcquire(int size) {
    if (requests >= maxRequests || bytes + size > maxBytes) {
      return false;
    }
    requests++;
    bytes += size;
    return true;
  }

  /** Releases a request that was admitted; to be called once, with the same size. */
  public synchronized void release(int size) {
    requests--;
    bytes -= size;
    if (requests == 0) {
      notifyAll();
    }
  }

  /** The number of outstanding requests. */
  public synchronized int count() {
    return requests;
  }

  /** Blocks until no request is outstanding; returns false when that did not come in time. */
  public synchronized boolean awaitIdle(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    for (long left = timeout.toNanos(); requests > 0 && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return requests == 0;
  }
}
