package io.chats.adapter.nats.bus.dispatch;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds what is outstanding at a time, by number and by bytes. */
public final class RequestAdmission {

  private final int mostRequests;
  private final long mostBytes;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  public RequestAdmission(int mostRequests, long mostBytes) {
    this.mostRequests = mostRequests;
    this.mostBytes = mostBytes;
  }

  /** Whether a request may come in; if so, release it when it is over. */
  public boolean admit(int size) {
    int number = requests.incrementAndGet();
    long total = bytes.addAndGet(size);
    if (number <= mostRequests && total <= mostBytes) {
      return true;
    }
    release(size);
    return false;
  }

  public void release(int size) {
    requests.decrementAndGet();
    bytes.addAndGet(-size);
  }

  /** How many are in. */
  public int outstanding() {
    return requests.get();
  }

  boolean isIdle() {
    return requests.get() == 0;
  }
}
