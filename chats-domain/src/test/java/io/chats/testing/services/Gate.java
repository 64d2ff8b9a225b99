package io.chats.testing.services;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets through, or holds back until it is opened. */
final class Gate {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private boolean open = true;

  void open() {
    set(true);
  }

  void shut() {
    set(false);
  }

  /** Waits while it is shut; who no longer wants to pass is interrupted. */
  void pass() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!open) {
        opened.await();
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
