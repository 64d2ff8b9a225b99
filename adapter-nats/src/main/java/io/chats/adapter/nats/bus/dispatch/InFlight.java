package io.chats.adapter.nats.bus.dispatch;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts and bounds the requests that are under way. Safe for use by any thread. */
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

  /** Returns whether there is room for a request; if so, it must be released when it is over. */
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

  /** The number of requests that are under way. */
  public int count() {
    lock.lock();
    try {
      return requests;
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until no request is under way, and returns whether that came in time. */
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
