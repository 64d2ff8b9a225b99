package io.chats.adapter.nats.connection;

import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * The two links of a node to NATS. No caller waits for NATS: while it is away sending fails at
 * once, and both links reconnect by themselves.
 */
public final class NatsConnections implements AutoCloseable {

  private final NatsLink requests;
  private final NatsLink events;

  /**
   * @param executor runs the reconnect loops: two threads until the links are closed
   */
  public NatsConnections(NatsSettings settings, Executor executor, Clock clock) {
    requests = new NatsLink(settings, "requests", true, executor, clock);
    events = new NatsLink(settings, "events", false, executor, clock);
  }

  /** Begins to connect; does not wait for the connections. */
  public void start() {
    requests.start();
    events.start();
  }

  /** The link for requests of other services, and to them. */
  public NatsLink requests() {
    return requests;
  }

  /** The link for announcements between nodes; a node does not receive its own ones on it. */
  public NatsLink events() {
    return events;
  }

  /** Sends the messages that wait, then disconnects; blocks for some seconds at most. */
  @Override
  public void close() {
    events.close();
    requests.close();
  }
}
