package io.chats.adapter.nats.bus.dispatch;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers requests. Logs of all nodes come together in one place, and numbers begin anew with each
 * start: hence a part that is by chance, and so a node's own.
 */
public final class RequestIds {

  private static final int OWN_LENGTH = 8;

  private final String own = UUID.randomUUID().toString().substring(0, OWN_LENGTH);
  private final AtomicLong last = new AtomicLong();

  public String next() {
    return own + "-" + last.incrementAndGet();
  }
}
