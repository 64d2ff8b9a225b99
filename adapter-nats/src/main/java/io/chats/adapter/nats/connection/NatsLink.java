package io.chats.adapter.nats.connection;

import io.chats.support.Backoff;
import io.chats.support.OutageLog;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to NATS that reconnects whenever it is lost, for as long as that takes. Safe for use
 * by any thread.
 */
public final class NatsLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NatsLink.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration OUTAGE_REMINDER = Duration.ofMinutes(1);

  // The default of NATS, which holds while no server is there to say its own.
  private static final int DEFAULT_MAX_PAYLOAD = 1024 * 1024;

  /** The state of a link: connected or not, and since when. */
  public record State(boolean up, Instant since) {}

  /** The subjects to which the library subscribes by itself, to receive replies. */
  private static final String INBOX = "_INBOX.";

  /** The least time between two connections that are made anew only since something was denied. */
  private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(10);

  private final Executor executor;
  private final Clock clock;
  private final String name;
  private final Denials denials = new Denials();
  private final ConnectionErrors errors;
  private final ReconnectLoop loop;
  private final ReentrantLock connecting = new ReentrantLock();
  private final List<LinkListener> listeners = new CopyOnWriteArrayList<>();
  private volatile BoundedConnection connection;
  private volatile State state;
  private volatile boolean started;

  NatsLink(NatsSettings settings, String name, boolean echo, Executor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
    this.name = name;
    this.state = new State(false, clock.instant());
    this.errors = new ConnectionErrors(name, denials, () -> state.up());
    this.loop =
        new ReconnectLoop(
            new ServerConnector(settings, name, echo, errors),
            new Backoff(FIRST_PAUSE, settings.longestPause())::pause,
            new OutageLog(
                LOG, "NATS (" + name + ") at " + settings.servers(), OUTAGE_REMINDER, clock),
            new ConnectionHolder(),
            executor);
  }

  /** Begins to connect, on a thread of its own. */
  void start() {
    started = true;
    executor.execute(loop);
  }

  public State state() {
    return state;
  }

  /** What the permissions of its user keep this node from doing on this link. */
  public Denials denials() {
    return denials;
  }

  /** Adds a listener; it is notified at once when there is a connection. */
  public void listen(LinkListener listener) {
    connecting.lock();
    try {
      listeners.add(listener);
      BoundedConnection current = connection;
      if (current != null) {
        notify(listener, it -> it.connected(current.connection()));
      }
    } finally {
      connecting.unlock();
    }
  }

  /** The largest payload that the server takes, in bytes. */
  public int maxPayload() {
    BoundedConnection current = connection;
    long max = current == null ? 0 : current.connection().getMaxPayload();
    return max > 0 ? (int) Math.min(max, Integer.MAX_VALUE) : DEFAULT_MAX_PAYLOAD;
  }

  /**
   * Sends a message, at most once. Neither blocks nor throws.
   *
   * @return false when it was dropped: NATS is away or congested, or the message is too large
   */
  public boolean publish(String subject, byte[] payload) {
    return publish(subject, payload, Importance.NORMAL);
  }

  /** As above; a message of low importance is dropped sooner. */
  public boolean publish(String subject, byte[] payload, Importance importance) {
    return offer(
            payload.length,
            importance,
            connection -> {
              connection.publish(subject, payload);
              return true;
            })
        .isPresent();
  }

  /**
   * Sends a request. Neither blocks nor throws.
   *
   * @return the reply; fails when there is none in time, when no service is there, or when the
   *     request could not be sent
   */
  public CompletableFuture<Message> request(String subject, byte[] payload, Duration timeout) {
    return offer(
            payload.length,
            Importance.NORMAL,
            c -> c.requestWithTimeout(subject, payload, timeout).copy())
        .orElseGet(() -> CompletableFuture.failedFuture(new IOException("not sent")))
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Blocks until the server has received all messages so far.
   *
   * @param timeout the longest wait, above zero
   * @return false when that is not known
   */
  public boolean flush(Duration timeout) {
    BoundedConnection current = connection;
    return current != null && current.flush(timeout);
  }

  /** Sends the messages that wait, then disconnects; blocks for some seconds at most. */
  @Override
  public void close() {
    if (started) {
      loop.close();
    }
  }

  private <T> Optional<T> offer(
      int payload, Importance importance, Function<Connection, T> sending) {
    BoundedConnection current = connection;
    return current == null ? Optional.empty() : current.offer(payload, importance, sending);
  }

  private void notifyListeners(Consumer<LinkListener> what) {
    listeners.forEach(listener -> notify(listener, what));
  }

  /** A listener that fails keeps neither the others nor the link from going on. */
  private static void notify(LinkListener listener, Consumer<LinkListener> what) {
    try {
      what.accept(listener);
    } catch (Throwable e) {
      LOG.error("A listener to the connection to NATS failed", e);
    }
  }

  /** Takes over the connections that the loop makes. */
  private final class ConnectionHolder implements ReconnectLoop.Listener {

    private long connectedAt;

    @Override
    public void connected(BoundedConnection made) {
      denials.connected();
      errors.connected();
      connectedAt = System.nanoTime();
      connecting.lock();
      try {
        connection = made;
        notifyListeners(listener -> listener.connected(made.connection()));
      } finally {
        connecting.unlock();
      }
    }

    @Override
    public void up() {
      state = new State(true, clock.instant());
      notifyListeners(LinkListener::up);
    }

    @Override
    public void tick() {
      Denials.Retry retry = denials.retry();
      retry.subjects().forEach(this::subscribeAgain);
      if (retry.wasGranted()) {
        if (retry.subjects().isEmpty()) {
          LOG.info("NATS ({}) allows this node everything again", name);
        } else {
          renew(); // others may have been granted with it, more than are tried at a time
        }
      }
    }

    private void subscribeAgain(String subject) {
      boolean isOurs = false;
      for (LinkListener listener : listeners) {
        isOurs |= resubscribe(listener, subject);
      }
      if (isOurs) {
        denials.retried(subject);
      } else if (subject.startsWith(INBOX)) {
        renew();
      } else {
        denials.forget(subject);
      }
    }

    private boolean resubscribe(LinkListener listener, String subject) {
      try {
        return listener.resubscribe(subject);
      } catch (RuntimeException e) {
        LOG.debug("Subscribing again failed: the connection was lost", e);
        return true;
      }
    }

    /** Connects anew, and so subscribes to everything again. */
    private void renew() {
      BoundedConnection current = connection;
      if (current != null && System.nanoTime() - connectedAt > BETWEEN_RENEWALS.toNanos()) {
        current.lost().complete(null);
      }
    }

    @Override
    public void down() {
      connection = null;
      if (state.up()) {
        state = new State(false, clock.instant());
        notifyListeners(LinkListener::down);
      }
    }
  }
}
