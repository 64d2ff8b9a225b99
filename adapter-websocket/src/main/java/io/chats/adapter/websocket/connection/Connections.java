package io.chats.adapter.websocket.connection;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The connections whose sessions have not ended. Safe for use by any thread. */
public final class Connections {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition emptied = lock.newCondition();
  private final Set<ClientConnection> all = new HashSet<>();

  public void add(ClientConnection connection) {
    lock.lock();
    try {
      all.add(connection);
    } finally {
      lock.unlock();
    }
  }

  public void remove(ClientConnection connection) {
    lock.lock();
    try {
      all.remove(connection);
      if (all.isEmpty()) {
        emptied.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The number of connections. */
  public int size() {
    lock.lock();
    try {
      return all.size();
    } finally {
      lock.unlock();
    }
  }

  /** The connections there are now. */
  public List<ClientConnection> snapshot() {
    lock.lock();
    try {
      return List.copyOf(all);
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until there are none, or the time is over. */
  public void awaitNone(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!all.isEmpty() && left > 0) {
        left = emptied.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
