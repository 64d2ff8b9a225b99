package io.chats.adapter.nats.connection;

import io.chats.support.Backoff;
import io.chats.support.OutageLog;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to NATS at a time: made at the start and whenever the last one is lost, for as
 * long as it takes. Safe for use by any thread.
 */
public final class NatsLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NatsLink.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration OUTAGE_REMINDER = Duration.ofMinutes(1);

  // While no server is there, who wants to know its bounds is told the usual ones.
  private static final int USUAL_MAX_PAYLOAD = 1024 * 1024;

  private final Executor executor;
  private final Clock clock;
  private final ReconnectLoop keeper;
  private final ReentrantLock connecting = new ReentrantLock();
  private final List<LinkListener> listeners = new CopyOnWriteArrayList<>();
  private volatile BoundedConnection line;
  private volatile LinkState state;
  private volatile boolean started;

  NatsLink(NatsSettings settings, String name, boolean echo, Executor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
    this.state = new LinkState(false, clock.instant());
    this.keeper =
        new ReconnectLoop(
            new Dialer(settings, name, echo, new ConnectionErrors(name, () -> state.up())),
            new Backoff(FIRST_PAUSE, settings.longestPause()),
            new OutageLog(
                LOG, "NATS (" + name + ") at " + settings.servers(), OUTAGE_REMINDER, clock),
            new Life(),
            executor);
  }

  /** Begins to connect, in a thread of its own. */
  void start() {
    started = true;
    executor.execute(keeper);
  }

  public LinkState state() {
    return state;
  }

  /** Adds one that lives on this link; it is connected at once if the link is. */
  public void listen(LinkListener listener) {
    connecting.lock();
    try {
      listeners.add(listener);
      if (line != null) {
        listener.connected(line.connection());
      }
    } finally {
      connecting.unlock();
    }
  }

  /** The largest payload that the server takes, in bytes. */
  public int maxPayload() {
    BoundedConnection current = line;
    long max = current == null ? 0 : current.connection().getMaxPayload();
    return max > 0 ? (int) Math.min(max, Integer.MAX_VALUE) : USUAL_MAX_PAYLOAD;
  }

  /**
   * Sends a message, at most once. Neither waits nor throws.
   *
   * @return false: it was dropped, since the link is away or congested, or the message too large
   */
  public boolean publish(String subject, byte[] payload) {
    return offer(payload.length, connection -> connection.publish(subject, payload));
  }

  /**
   * Sends a request. Neither waits nor throws.
   *
   * @return the reply; fails when there is none in time, nobody is there to give one, or the
   *     request could not be sent
   */
  public CompletableFuture<Message> request(String subject, byte[] payload, Duration timeout) {
    CompletableFuture<Message> reply = new CompletableFuture<>();
    boolean sent =
        offer(
            payload.length,
            connection -> {
              var unused =
                  connection
                      .requestWithTimeout(subject, payload, timeout)
                      .whenComplete((message, failure) -> complete(reply, message, failure));
            });
    if (!sent) {
      reply.completeExceptionally(new IOException("not sent"));
    }
    return reply.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Waits until the server has what was sent so far.
   *
   * @param timeout above zero
   * @return false: that is not known
   */
  public boolean flush(Duration timeout) {
    BoundedConnection current = line;
    return current != null && current.flush(timeout);
  }

  /** Sends what is waiting to be sent, then disconnects, in bounded time. */
  @Override
  public void close() {
    if (started) {
      keeper.close();
    }
  }

  private boolean offer(int payload, Consumer<Connection> sending) {
    BoundedConnection current = line;
    return current != null && current.offer(payload, sending);
  }

  private void tell(Consumer<LinkListener> what) {
    for (LinkListener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("a listener of the connection to NATS failed", e);
      }
    }
  }

  private static void complete(
      CompletableFuture<Message> reply, Message message, Throwable failure) {
    if (failure == null) {
      reply.complete(message);
    } else {
      reply.completeExceptionally(failure);
    }
  }

  /** What happens to this link; called by its keeper. */
  private final class Life implements ReconnectLoop.Kept {

    @Override
    public void connected(BoundedConnection made) {
      connecting.lock();
      try {
        line = made;
        tell(listener -> listener.connected(made.connection()));
      } finally {
        connecting.unlock();
      }
    }

    @Override
    public void up() {
      state = new LinkState(true, clock.instant());
      tell(LinkListener::up);
    }

    @Override
    public void down() {
      line = null;
      if (state.up()) {
        state = new LinkState(false, clock.instant());
        tell(LinkListener::down);
      }
    }
  }
}
