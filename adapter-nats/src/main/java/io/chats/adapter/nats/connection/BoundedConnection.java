package io.chats.adapter.nats.connection;

import io.nats.client.Connection;
import io.nats.client.Connection.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
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
  <T> Optional<T> offer(int payload, Function<Connection, T> sending) {
    if (!bound.reserve(payload)) {
      return Optional.empty();
    }
    try {
      return Optional.of(sending.apply(connection));
    } catch (IllegalStateException | IllegalArgumentException e) {
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
}
