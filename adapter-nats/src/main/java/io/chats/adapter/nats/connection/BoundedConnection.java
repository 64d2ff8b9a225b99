package io.chats.adapter.nats.connection;

import io.nats.client.Connection;
import io.nats.client.Connection.Status;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One connection, from when it is made until it is lost. */
record BoundedConnection(Connection connection, OutgoingLimit bound) {

  /** Whether a message was sent; not when the connection is lost, or too much waits already. */
  boolean offer(int payload, Consumer<Connection> sending) {
    if (!bound.reserve(payload)) {
      return false;
    }
    try {
      sending.accept(connection);
      return true;
    } catch (IllegalStateException | IllegalArgumentException e) {
      // It was closed a moment ago, or the message is too large or its subject none.
      bound.cancel(payload);
      return false;
    }
  }

  /** Waits until the server has what was sent so far; false: that is not known. */
  boolean flush(Duration timeout) {
    try {
      connection.flush(timeout);
      // When the connection is lost meanwhile, flushing may end as if all was well.
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
