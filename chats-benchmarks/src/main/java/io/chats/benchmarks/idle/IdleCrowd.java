package io.chats.benchmarks.idle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Idle clients that stay connected while other things are measured, on a thread of their own. */
public final class IdleCrowd implements AutoCloseable {

  private static final long TURN_MILLIS = 200;

  private final IdleClients clients;
  private final CompletableFuture<Void> idling;
  private volatile boolean ended;

  private IdleCrowd(IdleClients clients) {
    this.clients = clients;
    this.idling = CompletableFuture.runAsync(this::idle);
  }

  /** Connects as many users with consecutive ids; returns when all are connected. */
  public static IdleCrowd connect(URI server, long firstUser, int count) throws IOException {
    IdleClients clients = new IdleClients(server, firstUser);
    clients.connect(count);
    return new IdleCrowd(clients);
  }

  private void idle() {
    try {
      while (!ended) {
        clients.idle(TURN_MILLIS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fails if the server has closed one of the connections.
   *
   * @throws java.util.concurrent.CompletionException with the cause
   */
  public void requireConnected() {
    if (idling.isDone()) {
      idling.join();
    }
  }

  @Override
  public void close() throws IOException {
    ended = true;
    try {
      idling.join();
    } finally {
      clients.close();
    }
  }
}
