package io.chats.adapter.nats.connection;

import io.nats.client.impl.NoOpStatistics;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the messages that wait to be sent on one connection; no method blocks. The bound of the
 * library blocks senders while a server does not read, and so does asking it how much is pending.
 * But it reports to its statistics, which this class is, when a message is sent.
 */
final class OutgoingLimit extends NoOpStatistics {

  private static final long MAX_MESSAGES = 100_000;
  private static final long MAX_BYTES = 32 * 1024 * 1024;

  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /** Counts a message until it is sent or cancelled; returns false when too much waits already. */
  boolean reserve(int payload) {
    if (messages.get() >= MAX_MESSAGES || bytes.get() >= MAX_BYTES) {
      return false;
    }
    messages.incrementAndGet();
    bytes.addAndGet(payload);
    return true;
  }

  /** Cancels a message that is not sent after all. */
  void cancel(int payload) {
    take(messages, 1);
    take(bytes, payload);
  }

  /**
   * Notes that a message was sent. The library counts its own messages too, and headers with the
   * payloads: so the count here is never above what really waits.
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
