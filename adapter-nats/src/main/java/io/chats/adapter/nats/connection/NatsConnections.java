package io.chats.adapter.nats.connection;

import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * The two connections of a node. Nothing waits for NATS: while it is away, sending fails at once,
 * and both come back by themselves.
 */
public final class NatsConnections implements AutoCloseable {

  private final NatsLink requests;
  private final NatsLink events;

  /**
   * @param executor runs what keeps the connections, two threads for as long as they are open
   */
  public NatsConnections(NatsSettings settings, Executor executor, Clock clock) {
    requests = new NatsLink(settings, "requests", true, executor, clock);
    events = new NatsLink(settings, "events", false, executor, clock);
  }

  /** Begins to connect; does not wait for it. */
  public void start() {
    requests.start();
    events.start();
  }

  /** For requests of other services, and to them. */
  public NatsLink requests() {
    return requests;
  }

  /** For what nodes tell each other: on this one a node does not hear itself. */
  public NatsLink events() {
    return events;
  }

  /** Sends what is waiting to be sent, then disconnects, in bounded time. */
  @Override
  public void close() {
    events.close();
    requests.close();
  }
}
