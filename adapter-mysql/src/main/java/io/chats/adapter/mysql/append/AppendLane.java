package io.chats.adapter.mysql.append;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests on their way to one appender, in the order of arrival. Bounded by the messages that were
 * accepted and not answered. Safe for use by any thread.
 */
public final class AppendLane {

  public enum Admission {
    ACCEPTED,
    FULL,
    CLOSED
  }

  private final int capacity;
  private final Lock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private List<AppendRequest> arrived = new ArrayList<>();
  private int outstanding;
  private boolean closed;
  private boolean woken;

  public AppendLane(int capacity) {
    this.capacity = capacity;
  }

  public Admission offer(AppendRequest request) {
    Admission admission = admit(request);
    if (admission == Admission.ACCEPTED) {
      request.answer().whenComplete((appended, failure) -> answered(request));
    }
    return admission;
  }

  /**
   * All that arrived since, in order; when nothing did, waits until something does, the lane is
   * closed or its taker woken, but no longer than that.
   */
  List<AppendRequest> take(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      boolean wasOpen = !closed;
      while (arrived.isEmpty() && left > 0 && !woken && !(wasOpen && closed)) {
        left = news.awaitNanos(left);
      }
      woken = false;
      return takeNow();
    } finally {
      lock.unlock();
    }
  }

  /** All that arrived since, in order. */
  List<AppendRequest> takeNow() {
    lock.lock();
    try {
      List<AppendRequest> taken = arrived;
      arrived = new ArrayList<>();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** How many messages were accepted and have not been answered. */
  public int outstanding() {
    lock.lock();
    try {
      return outstanding;
    } finally {
      lock.unlock();
    }
  }

  /** Has the taker wait no longer, now or else the next time. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Accepts no more; what arrived can still be taken. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing is left to take, for good. */
  boolean isFinished() {
    lock.lock();
    try {
      return closed && arrived.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private Admission admit(AppendRequest request) {
    lock.lock();
    try {
      if (closed) {
        return Admission.CLOSED;
      }
      // One that is larger than the whole lane may still go alone.
      if (outstanding > 0 && outstanding + request.size() > capacity) {
        return Admission.FULL;
      }
      outstanding += request.size();
      arrived.add(request);
      news.signal();
      return Admission.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  private void answered(AppendRequest request) {
    lock.lock();
    try {
      outstanding -= request.size();
    } finally {
      lock.unlock();
    }
  }
}
