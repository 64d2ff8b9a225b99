package io.chats.adapter.nats.connection;

import io.chats.support.Backoff;
import io.chats.support.OutageLog;
import io.nats.client.AuthenticationException;
import io.nats.client.ConnectionListener;
import io.nats.client.ConnectionListener.Events;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a link connected, in a thread of its own, until it is closed. */
final class ReconnectLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ReconnectLoop.class);
  private static final Duration TO_FLUSH = Duration.ofSeconds(2);
  private static final Duration TO_STOP = Duration.ofSeconds(5);

  private final Dialer dialer;
  private final Backoff backoff;
  private final OutageLog outages;
  private int failures;
  private final Kept kept;
  private final Executor executor;
  private final CompletableFuture<Void> closing = new CompletableFuture<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  ReconnectLoop(Dialer dialer, Backoff backoff, OutageLog outages, Kept kept, Executor executor) {
    this.dialer = dialer;
    this.backoff = backoff;
    this.outages = outages;
    this.kept = kept;
    this.executor = executor;
  }

  /** What is kept connected. Called by the keeper's thread. */
  interface Kept {

    void connected(BoundedConnection line);

    void up();

    void down();
  }

  @Override
  public void run() {
    try {
      while (!closing.isDone()) {
        connectOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.complete(null);
    }
  }

  /** Has the connection ended after what waits to be sent; waits for it in bounded time. */
  void close() {
    closing.complete(null);
    try {
      stopped.get(TO_STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the connection to NATS did not end in time");
    }
  }

  private void connectOnce() throws InterruptedException {
    AtomicReference<CompletableFuture<Void>> lost = new AtomicReference<>();
    try {
      BoundedConnection line = dialer.dial(() -> noticingLoss(lost));
      serve(line, lost.get());
      pauseAfter("the connection was lost");
    } catch (AuthenticationException e) {
      pauseAfter("it refuses the token");
    } catch (IOException | RuntimeException e) {
      pauseAfter("it cannot be reached");
    }
  }

  private void serve(BoundedConnection line, CompletableFuture<Void> lost) {
    dialer.learn(line.connection().getServers());
    kept.connected(line);
    if (line.flush(TO_FLUSH)) {
      failures = 0;
      outages.back();
      kept.up();
      CompletableFuture.anyOf(lost, closing).join();
    }
    kept.down();
    if (closing.isDone()) {
      line.flush(TO_FLUSH);
      line.close();
    } else {
      // With a frozen server this takes seconds, in which another one could be reached.
      executor.execute(line::close);
    }
  }

  private void pauseAfter(String reason) throws InterruptedException {
    if (closing.isDone()) {
      return;
    }
    outages.away(reason);
    try {
      closing.get(backoff.pause(failures++).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // The pause is over.
    } catch (ExecutionException e) {
      throw new IllegalStateException("it is never completed so", e);
    }
  }

  /** Replaces the last attempt's future by this one's. */
  private static ConnectionListener noticingLoss(AtomicReference<CompletableFuture<Void>> lost) {
    CompletableFuture<Void> lostNow = new CompletableFuture<>();
    lost.set(lostNow);
    return (connection, event) -> {
      if (event == Events.DISCONNECTED || event == Events.CLOSED) {
        lostNow.complete(null);
      }
    };
  }
}
