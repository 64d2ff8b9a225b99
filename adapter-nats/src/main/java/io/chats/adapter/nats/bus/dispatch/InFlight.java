package io.chats.adapter.nats.bus.dispatch;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the requests that are outstanding, and bounds their number and size. Safe for use by any
 * thread; only {@link #awaitIdle} blocks.
 */
public final class InFlight {

  private final int maxRequests;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private int requests;
  private long bytes;

  public InFlight(int maxRequests, long maxBytes) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
  }

  /** A counter without bounds. */
  public static InFlight unbounded() {
    return new InFlight(Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /**
   * Admits a request of so many bytes, which must be released later; false: the bounds are reached.
   */
  public boolean tryAcquire(int size) {
    lock.lock();
    try {
      if (requests >= maxRequests || bytes + size > maxBytes) {
        return false;
      }
      requests++;
      bytes += size;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Releases a request that was admitted; to be called once, with the same size. */
  public void release(int size) {
    lock.lock();
    try {
      requests--;
      bytes -= size;
      if (requests == 0) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The number of outstanding requests. */
  public int count() {
    lock.lock();
    try {
      return requests;
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until no request is outstanding; returns false when that did not come in time. */
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (requests > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
      return requests == 0;
    } finally {
      lock.unlock();
    }
  }
}
