package io.chats.adapter.nats.bus.dispatch;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what is under way. Safe for use by any thread. */
public final class InFlight {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();
  private long count;

  public void add() {
    change(1);
  }

  public void remove() {
    change(-1);
  }

  /** Waits until nothing is, and returns whether that came in time. */
  public boolean awaitNone(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (count > 0 && left > 0) {
        left = none.awaitNanos(left);
      }
      return count == 0;
    } finally {
      lock.unlock();
    }
  }

  private void change(int by) {
    lock.lock();
    try {
      count += by;
      if (count == 0) {
        none.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
