package io.chats.adapter.mysql.append;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The queue of requests of one appender, in the order of arrival. It is bounded by the number of
 * messages that were accepted and not answered. Any thread may use it.
 */
public final class AppendLane {

  enum Admission {
    ACCEPTED,
    FULL,
    CLOSED
  }

  private final int capacity;
  private final Lock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();
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
   * Removes and returns all requests, in order. When there is none, it waits until one arrives, the
   * lane is closed or {@link #wake} is called.
   */
  List<AppendRequest> take(Duration maxWait) throws InterruptedException {
    lock.lock();
    try {
      long left = maxWait.toNanos();
      boolean wasOpen = !closed;
      while (arrived.isEmpty() && left > 0 && !woken && !(wasOpen && closed)) {
        left = arrival.awaitNanos(left);
      }
      woken = false;
      return takeNow();
    } finally {
      lock.unlock();
    }
  }

  /** Removes and returns all requests, in order, without waiting. */
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

  /** The number of messages that were accepted and have not been answered. */
  public int outstanding() {
    lock.lock();
    try {
      return outstanding;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the wait of {@link #take}, now or else the next time. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      arrival.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Accepts no more requests; those that arrived can still be taken. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrival.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the lane is closed and empty. */
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
      // A request that is larger than the whole lane is accepted when nothing else is outstanding.
      if (outstanding > 0 && outstanding + request.size() > capacity) {
        return Admission.FULL;
      }
      outstanding += request.size();
      arrived.add(request);
      arrival.signal();
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
