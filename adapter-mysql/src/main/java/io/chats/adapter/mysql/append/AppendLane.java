package io.chats.adapter.mysql.append;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The queue of requests of one appender, in the order of arrival. It is bounded by the number of
 * messages that were accepted and not answered. Any thread may use it.
 */
final class AppendLane {

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

  AppendLane(int capacity) {
    this.capacity = capacity;
  }

  /** Accepts the request if the lane is open and has room for its messages. */
  Admission offer(AppendRequest request) {
    Admission admission = locked(() -> admit(request));
    if (admission == Admission.ACCEPTED) {
      request
          .answer()
          .whenComplete((appended, failure) -> locked(() -> outstanding -= request.size()));
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
    return locked(() -> {
      List<AppendRequest> taken = arrived;
      arrived = new ArrayList<>();
      return taken;
    });
  }

  /** The number of messages that were accepted and have not been answered. */
  int outstanding() {
    return locked(() -> outstanding);
  }

  /** Ends the wait of {@link #take}, now or else the next time. */
  void wake() {
    locked(() -> {
      woken = true;
      arrival.signalAll();
      return null;
    });
  }

  /** Accepts no more requests; those that arrived can still be taken. */
  void close() {
    locked(() -> {
      closed = true;
      arrival.signalAll();
      return null;
    });
  }

  /** Returns whether the lane is closed and empty. */
  boolean isFinished() {
    return locked(() -> closed && arrived.isEmpty());
  }

  private Admission admit(AppendRequest request) {
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
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
