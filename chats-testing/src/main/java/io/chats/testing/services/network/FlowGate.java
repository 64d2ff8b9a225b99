package io.chats.testing.services.network;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets through, at once or after a while, or holds back until it is opened. */
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

  /** From now on everything is held back for so long, one after the other. */
  void delay(Duration delay) {
    lock.lock();
    try {
      delayNanos = delay.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Waits while it is shut, and for its delay; who no longer wants to pass is interrupted. */
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
