package io.chats.adapter.websocket;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.adapter.websocket.connection.ConnectionDrain;
import io.chats.adapter.websocket.connection.ConnectionWatchdog;
import io.chats.adapter.websocket.connection.Connections;
import io.chats.adapter.websocket.frame.FrameEncoder;
import io.chats.adapter.websocket.handshake.Authentication;
import io.chats.adapter.websocket.handshake.ConnectionAcceptor;
import io.chats.adapter.websocket.handshake.ConnectionUpgrade;
import io.chats.adapter.websocket.handshake.HandshakeFilter;
import io.chats.adapter.websocket.handshake.PendingHandshakes;
import io.chats.adapter.websocket.handshake.SessionAdmission;
import io.chats.adapter.websocket.handshake.UpgradeRequests;
import io.chats.adapter.websocket.outbound.EventFraming;
import io.chats.adapter.websocket.session.SessionFactory;
import io.chats.adapter.websocket.session.SessionOpener;
import io.chats.adapter.websocket.settings.SessionTiming;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.adapter.websocket.transport.GrizzlyListener;
import io.chats.adapter.websocket.transport.TyrusEngine;
import io.chats.application.api.SessionGateway;
import io.chats.domain.port.TokenVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Serves clients over WebSocket, under {@code /ws} and {@code /ws/} (spec 6).
 *
 * <p>Its life is {@link #start}, then {@link #stopAccepting}, {@link #drain} and {@link #close} in
 * this order; closing alone is possible at any time. A closed server cannot be started again. All
 * but starting is safe for use by any thread.
 */
public final class WebSocketServer implements AutoCloseable {

  /** For clients to take their close frame when the server is closed without draining. */
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final WebSocketSettings settings;
  private final WebSocketRuntime runtime;
  private final Connections connections = new Connections();
  private final GrizzlyListener listener = new GrizzlyListener();
  private final SessionAdmission admission;
  private final PendingHandshakes pending;
  private final ConnectionDrain drain;
  private final HandshakeFilter handshakes;
  private volatile Optional<ConnectionWatchdog> housekeeping = Optional.empty();

  /**
   * @param gateway is told of every client whose token is valid
   * @param tokens says whose a token is; called by the executor
   */
  public WebSocketServer(
      WebSocketSettings settings,
      SessionGateway gateway,
      TokenVerifier tokens,
      WebSocketRuntime runtime) {
    this.settings = settings;
    this.runtime = runtime;
    SessionTiming timing = settings.timing();
    admission = new SessionAdmission(settings.bounds());
    pending = new PendingHandshakes(settings.bounds().handshakes(), timing.handshake().toNanos());
    drain = new ConnectionDrain(connections, timing.reconnect());
    handshakes = handshakes(sessions(gateway, tokens));
  }

  private SessionFactory sessions(SessionGateway gateway, TokenVerifier tokens) {
    EventFraming framing = new EventFraming(new FrameEncoder(settings.zone()));
    return new SessionFactory(
        settings,
        runtime,
        new Authentication(tokens, framing, runtime.clock()),
        new SessionOpener(gateway, settings, runtime, framing, drain),
        connections);
  }

  private HandshakeFilter handshakes(ConnectionAcceptor sessions) {
    return new HandshakeFilter(
        new UpgradeRequests(settings.origins()),
        pending,
        admission,
        new TyrusEngine(runtime.scheduler()),
        new ConnectionUpgrade(
            settings, runtime, listener.connectionOf(), listener.frames(), sessions));
  }

  /**
   * Starts to listen. Does not block.
   *
   * @throws IOException if the address cannot be listened at; nothing is left behind then
   */
  public void start() throws IOException {
    listener.start(settings.address(), handshakes);
    housekeeping =
        Optional.of(
            new ConnectionWatchdog(pending, connections, settings.timing(), runtime.scheduler()));
  }

  /** Where the started server listens; with the actual port. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** How many clients are connected. */
  public int connections() {
    return connections.size();
  }

  /** Bytes that wait to be written, for all clients together. */
  public long waitingBytes() {
    return connections.snapshot().stream().mapToLong(ClientConnection::waitingBytes).sum();
  }

  /** Lets nobody in any more; sessions stay. Does not block. */
  public void stopAccepting() {
    admission.stop();
    listener.stopAccepting();
  }

  /**
   * Sends the clients away one by one, spread over the time, with {@link CloseCode#GOING_AWAY};
   * those not yet sent away are served as usual. Blocks until all are gone, at most for the time.
   */
  public void drain(Duration over) throws InterruptedException {
    drain.run(over);
  }

  /**
   * Ends everything that is left, clients too. When it returns, no socket and no thread of the
   * server's is left, and the application has been told of the end of each session, if the executor
   * did its work. Blocks for about a second at most.
   */
  @Override
  public void close() {
    stopAccepting();
    drain.now();
    awaitClients();
    housekeeping.ifPresent(ConnectionWatchdog::close);
    try {
      listener.stop();
    } catch (IOException e) {
      throw new UncheckedIOException("the listener did not stop", e);
    }
    awaitClients();
  }

  private void awaitClients() {
    try {
      connections.awaitNone(LAST_WORDS.toNanos());
    } catch (InterruptedException e) {
      // Whoever interrupts wants less ceremony, not less of an end.
      Thread.currentThread().interrupt();
    }
  }
}
