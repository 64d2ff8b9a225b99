package io.chats.adapter.nats.connection;

import io.nats.client.impl.NoOpStatistics;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what waits to be sent on one connection, without ever waiting itself. The library's own
 * bound makes senders wait for a server that has stopped reading, and so does asking it how much is
 * pending; but it keeps statistics, and so tells when a message goes.
 */
final class OutgoingLimit extends NoOpStatistics {

  private static final long MOST_MESSAGES = 100_000;
  private static final long MOST_BYTES = 32 * 1024 * 1024;

  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /** Whether a message may be sent; if so, it counts until it goes, or is cancelled. */
  boolean reserve(int payload) {
    if (messages.get() >= MOST_MESSAGES || bytes.get() >= MOST_BYTES) {
      return false;
    }
    messages.incrementAndGet();
    bytes.addAndGet(payload);
    return true;
  }

  /** A message is not sent after all. */
  void cancel(int payload) {
    take(messages, 1);
    take(bytes, payload);
  }

  /**
   * A message goes. The library's own count as well, and all with more than their payloads: what is
   * counted is less than what waits until all of it has gone, and never more.
   */
  @Override
  public void incrementOut(long size) {
    take(messages, 1);
    take(bytes, size);
  }

  private static void take(AtomicLong from, long amount) {
    from.updateAndGet(value -> Math.max(0, value - amount));
  }
}
