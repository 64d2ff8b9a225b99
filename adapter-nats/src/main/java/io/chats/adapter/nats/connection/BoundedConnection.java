package io.chats.adapter.nats.connection;

import io.nats.client.Connection;
import io.nats.client.Connection.Status;
import io.nats.client.impl.NoOpStatistics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * One connection to NATS, with a bound on the messages that wait to be sent.
 *
 * @param lost completes when the connection is lost
 */
record BoundedConnection(Connection connection, OutgoingLimit bound, CompletableFuture<Void> lost) {

  /**
   * Sends a message and returns the result of sending; empty when the connection is lost, or too
   * much waits already.
   */
  <T> Optional<T> offer(int payload, Importance importance, Function<Connection, T> sending) {
    if (!bound.reserve(payload, importance)) {
      return Optional.empty();
    }
    try {
      return Optional.of(sending.apply(connection));
    } catch (RuntimeException e) {
      // The connection was closed a moment ago, or the message is too large or its subject wrong.
      bound.cancel(payload);
      return Optional.empty();
    }
  }

  /** Blocks until the server has received all messages so far; false: that is not known. */
  boolean flush(Duration timeout) {
    try {
      connection.flush(timeout);
      // When the connection is lost meanwhile, flushing may end as if it had succeeded.
      return connection.getStatus() == Status.CONNECTED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (TimeoutException | IllegalStateException e) {
      return false;
    }
  }

  void close() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Bounds the messages that wait to be sent on one connection; no method blocks. The bound of the
   * library blocks senders while a server does not read, and so does asking it how much is pending.
   * But it reports to its statistics, which this class is, when a message is sent.
   */
  static final class OutgoingLimit extends NoOpStatistics {

    private static final long MAX_MESSAGES = 100_000;
    private static final long MAX_BYTES = 32 * 1024 * 1024;

    /**
     * The part of these bounds that messages of low importance may find taken is one in so many.
     */
    private static final long LOW_SHARE = 8;

    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Counts a message until it is sent or cancelled; returns false when too much waits already.
     */
    boolean reserve(int payload, Importance importance) {
      long share = importance == Importance.LOW ? LOW_SHARE : 1;
      if (messages.get() >= MAX_MESSAGES / share || bytes.get() >= MAX_BYTES / share) {
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
}
