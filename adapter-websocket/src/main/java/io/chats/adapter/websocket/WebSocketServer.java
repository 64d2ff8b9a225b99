package io.chats.adapter.websocket;

import io.chats.adapter.websocket.connection.BudgetEnforcer;
import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.adapter.websocket.connection.Connections;
import io.chats.adapter.websocket.connection.Refusals;
import io.chats.adapter.websocket.handshake.FailedAddresses;
import io.chats.adapter.websocket.handshake.HandshakeFilter;
import io.chats.adapter.websocket.handshake.PendingHandshakes;
import io.chats.adapter.websocket.handshake.SessionAdmission;
import io.chats.adapter.websocket.outbound.NodeBudget;
import io.chats.adapter.websocket.session.SessionFactory;
import io.chats.adapter.websocket.settings.SessionTiming;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.adapter.websocket.transport.GrizzlyListener;
import io.chats.application.api.SessionGateway;
import io.chats.domain.port.TokenVerifier;
import io.chats.support.PeriodicTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves clients over WebSocket, under {@code /ws} and {@code /ws/} (spec 6).
 *
 * <p>It is used by {@link #start}, then {@link #stopAccepting}, {@link #drain} and {@link #close}
 * in this order; {@link #close} alone is possible at any time. A closed server cannot be started
 * again. All methods but {@link #start} are safe for use by any thread.
 */
public final class WebSocketServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketServer.class);

  /** The time for clients to close when the server is closed without draining. */
  private static final Duration MAX_CLOSING = Duration.ofMillis(500);

  private static final long MAX_WATCH_PERIOD_MILLIS = 1_000;
  private static final int CHECKS_PER_TIMEOUT = 10;

  private final WebSocketSettings settings;
  private final WebSocketRuntime runtime;
  private final Connections connections = new Connections();
  private final GrizzlyListener listener;
  private final NodeBudget budget;
  private final BudgetEnforcer enforcer;
  private final SessionAdmission admission;
  private final PendingHandshakes pending;
  private final HandshakeFilter handshakes;
  private volatile Optional<PeriodicTask> watchdog = Optional.empty();

  /**
   * @param gateway is notified of every client whose token is valid
   * @param tokens verifies tokens; called by the executor
   */
  public WebSocketServer(
      WebSocketSettings settings,
      SessionGateway gateway,
      TokenVerifier tokens,
      WebSocketRuntime runtime) {
    this.settings = settings;
    this.runtime = runtime;
    Refusals refusals = new Refusals(runtime.monitor(), settings.logged());
    listener = new GrizzlyListener(runtime.scheduler(), refusals);
    budget = new NodeBudget(settings.nodeBounds().waitingBytes());
    enforcer = new BudgetEnforcer(budget, connections, runtime.executor());
    budget.onExceeded(enforcer::check);
    admission = new SessionAdmission(settings.nodeBounds());
    pending =
        new PendingHandshakes(
            settings.nodeBounds().handshakes(), settings.timing().handshake().toNanos(), refusals);
    FailedAddresses failed = new FailedAddresses();
    handshakes =
        new HandshakeFilter(
            settings,
            runtime,
            pending,
            admission,
            listener,
            budget,
            failed,
            refusals,
            new SessionFactory(gateway, tokens, settings, runtime, connections, failed, refusals)
                ::begin);
  }

  /**
   * Starts to listen. Does not block.
   *
   * @throws IOException if the address cannot be listened at; nothing is left behind then
   */
  public void start() throws IOException {
    listener.start(settings.address(), handshakes, handshakes::refuseHead);
    Duration period = watchPeriod(settings.timing());
    // One timer serves all connections, instead of some for each.
    watchdog =
        Optional.of(new PeriodicTask(this::check, period, runtime.executor(), runtime.scheduler()));
  }

  private static Duration watchPeriod(SessionTiming timing) {
    long millis =
        Stream.of(timing.handshake(), timing.ping(), timing.silence(), timing.reading())
            .mapToLong(timeout -> timeout.toMillis() / CHECKS_PER_TIMEOUT)
            .reduce(MAX_WATCH_PERIOD_MILLIS, Math::min);
    return Duration.ofMillis(Math.max(1, millis));
  }

  /** Never throws: the timer would not call it again. */
  private void check() {
    try {
      long now = System.nanoTime();
      pending.expire(now);
      connections.keepAlive(now);
      enforcer.check();
    } catch (Throwable e) {
      LOG.error("Watching over the connections failed; it goes on with the next turn", e);
    }
  }

  /** The address of the started server, with the actual port. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** The number of connected clients. */
  public int connections() {
    return connections.size();
  }

  /**
   * The bytes that wait for or from all clients together: frames to them, one that several of them
   * wait for counted once; the pages of messages that wait for slow readers; frames from them.
   */
  public long waitingBytes() {
    return budget.held();
  }

  /** Accepts no more clients; sessions stay. Does not block. */
  public void stopAccepting() {
    admission.stop();
    listener.stopAccepting();
  }

  /**
   * Closes the connections one by one, spread over the time, with {@link CloseCode#GOING_AWAY};
   * clients whose connection is not closed yet are served as usual. Blocks until all are gone, at
   * most for the time.
   */
  public void drain(Duration over) throws InterruptedException {
    connections.drain(over);
  }

  /**
   * Closes everything that is left, connections too. When it returns, no socket and no thread of
   * the server is left, and the application has been notified of the end of each session, if the
   * executor did its work. Blocks for about a second at most.
   */
  @Override
  public void close() {
    stopAccepting();
    connections.sendAllAway();
    awaitClients();
    watchdog.ifPresent(PeriodicTask::close);
    try {
      listener.stop();
    } catch (IOException e) {
      throw new UncheckedIOException("the listener did not stop", e);
    }
    awaitClients();
  }

  private void awaitClients() {
    try {
      connections.awaitNone(MAX_CLOSING.toNanos());
    } catch (InterruptedException e) {
      // The interrupted thread waits no longer, but everything is closed all the same.
      Thread.currentThread().interrupt();
    }
  }
}
