package io.chats.adapter.nats.connection;

import io.chats.support.OutageLog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects, waits for the loss of the connection, and connects again, until it is closed. Nothing
 * that the listener, the executor or the library throws ends it.
 */
final class ReconnectLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ReconnectLoop.class);
  private static final Duration TO_FLUSH = Duration.ofSeconds(2);
  private static final Duration TO_STOP = Duration.ofSeconds(5);

  /** The period in which what the server denied is tried again. */
  static final Duration TICK = Duration.ofSeconds(2);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final ServerConnector connector;
  private final IntFunction<Duration> pauses;
  private final OutageLog outages;
  private final Listener listener;
  private final Executor executor;
  private final CompletableFuture<Void> closing = new CompletableFuture<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private int failures;

  /**
   * @param pauses gives the pause after so many failures in a row before the last one
   */
  ReconnectLoop(
      ServerConnector connector,
      IntFunction<Duration> pauses,
      OutageLog outages,
      Listener listener,
      Executor executor) {
    this.connector = connector;
    this.pauses = pauses;
    this.outages = outages;
    this.listener = listener;
    this.executor = executor;
  }

  /** Is notified of connections, on the thread of the loop. */
  interface Listener {

    void connected(BoundedConnection connection);

    void up();

    /** Called every {@link #TICK} while there is a connection; may block for a moment. */
    default void tick() {}

    void down();
  }

  @Override
  public void run() {
    try {
      while (!closing.isDone()) {
        attempt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.complete(null);
    }
  }

  /**
   * Ends the connection after the messages that wait were sent; blocks for some seconds at most.
   */
  void close() {
    closing.complete(null);
    try {
      stopped.get(TO_STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The connection to NATS did not close in time; messages may be lost");
    }
  }

  private void attempt() throws InterruptedException {
    try {
      connectOnce();
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      LOG.error("The connection to NATS failed for an unforeseen reason", e);
      sleepFor(PAUSE_AFTER_FAILURE);
    }
  }

  private void connectOnce() throws InterruptedException {
    try {
      serve(connector.connect());
      pauseAfter("the connection was lost");
    } catch (NoServerException e) {
      pauseAfter(e.getMessage());
    }
  }

  private void serve(BoundedConnection connection) {
    try {
      listener.connected(connection);
      if (connection.flush(TO_FLUSH)) {
        failures = 0;
        outages.back();
        listener.up();
        await(CompletableFuture.anyOf(connection.lost(), closing));
      }
    } finally {
      end(connection);
    }
  }

  private void await(CompletableFuture<?> end) {
    while (!end.isDone()) {
      try {
        end.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        listener.tick();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException e) {
        throw new IllegalStateException("neither ever fails", e);
      }
    }
  }

  private void end(BoundedConnection connection) {
    try {
      listener.down();
    } finally {
      if (closing.isDone()) {
        connection.flush(TO_FLUSH);
        connection.close();
      } else {
        closeAside(connection);
      }
    }
  }

  /** Closing takes seconds with a frozen server; meanwhile another one may be reached. */
  private void closeAside(BoundedConnection connection) {
    try {
      executor.execute(connection::close);
    } catch (Throwable e) {
      LOG.debug("There was no thread to close a connection to NATS", e);
      connection.close();
    }
  }

  private void pauseAfter(String reason) throws InterruptedException {
    if (closing.isDone()) {
      return;
    }
    outages.away(reason);
    sleepFor(pauses.apply(failures++));
  }

  /** Ends early when the loop is closed. */
  private void sleepFor(Duration pause) throws InterruptedException {
    try {
      closing.get(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // The pause is over.
    } catch (ExecutionException e) {
      throw new IllegalStateException("closing never fails", e);
    }
  }
}
