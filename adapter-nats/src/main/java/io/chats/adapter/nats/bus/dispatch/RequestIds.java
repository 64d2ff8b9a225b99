package io.chats.adapter.nats.bus.dispatch;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids of requests. The logs of all nodes come together in one place, and numbers start again
 * with each process, so each process puts a random part before its numbers. Safe for use by any
 * thread.
 */
public final class RequestIds {

  private static final int PREFIX_LENGTH = 8;

  private final String prefix = UUID.randomUUID().toString().substring(0, PREFIX_LENGTH);
  private final AtomicLong last = new AtomicLong();

  public String next() {
    return prefix + "-" + last.incrementAndGet();
  }
}
