package io.chats.testing.services.network;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A gate that passes data on at once or after a delay, or holds it back while it is shut. */
final class FlowGate {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private boolean open = true;
  private long delayNanos;

  void open() {
    set(true);
  }

  void shut() {
    set(false);
  }

  /** Delays each pass from now on, one after the other. */
  void delay(Duration delay) {
    lock.lock();
    try {
      delayNanos = delay.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits while the gate is shut, and then for the delay.
   *
   * @throws InterruptedException to stop a connection that no longer wants to pass
   */
  void pass() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = delayNanos;
      while (!open || left > 0) {
        if (open) {
          left = opened.awaitNanos(left);
        } else {
          opened.await();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void set(boolean value) {
    lock.lock();
    try {
      open = value;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
