package io.chats.adapter.websocket.session;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.adapter.websocket.connection.ConnectionListener;
import io.chats.adapter.websocket.connection.Connections;
import io.chats.adapter.websocket.connection.Refusals;
import io.chats.adapter.websocket.frame.FrameDecoder;
import io.chats.adapter.websocket.frame.FrameEncoder;
import io.chats.adapter.websocket.handshake.Authentication;
import io.chats.adapter.websocket.handshake.FailedAddresses;
import io.chats.adapter.websocket.handshake.Handshake;
import io.chats.adapter.websocket.handshake.HandshakeBulkhead;
import io.chats.adapter.websocket.handshake.KeyedLimit;
import io.chats.adapter.websocket.outbound.EventFraming;
import io.chats.adapter.websocket.request.FrameHandler;
import io.chats.adapter.websocket.settings.FrameRate;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.application.api.OpenSession;
import io.chats.application.api.SessionGateway;
import io.chats.domain.event.ClientEvent.Hello;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.TokenVerifier;
import io.chats.domain.port.TokenVerifier.Accepted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Makes the sessions of all connections, and opens those of clients with a valid token. */
public final class SessionFactory {

  /** The version of the protocol; rises when clients have to be changed. */
  private static final int PROTOCOL = 1;

  private static final Duration MAX_PLACING = Duration.ofSeconds(5);

  private final SessionGateway gateway;
  private final Authentication authentication;
  private final WebSocketSettings settings;
  private final WebSocketRuntime runtime;
  private final EventFraming framing;
  private final Connections connections;
  private final Refusals refusals;
  private final HandshakeBulkhead bulkhead;
  private final KeyedLimit<UserId> ofUser;
  private final FrameDecoder decoder;

  public SessionFactory(
      SessionGateway gateway,
      TokenVerifier tokens,
      WebSocketSettings settings,
      WebSocketRuntime runtime,
      Connections connections,
      FailedAddresses failed,
      Refusals refusals) {
    this.gateway = gateway;
    this.settings = settings;
    this.runtime = runtime;
    this.framing = new EventFraming(new FrameEncoder(settings.zone()));
    this.authentication =
        new Authentication(tokens, failed, refusals, framing, runtime.clock(), runtime.scheduler());
    this.connections = connections;
    this.refusals = refusals;
    this.bulkhead = new HandshakeBulkhead(runtime.scheduler());
    this.ofUser = new KeyedLimit<>(settings.nodeBounds().sessionsPerUser());
    this.decoder = new FrameDecoder(settings.limits());
  }

  /** Begins the session on a connection; neither blocks nor throws. */
  public ConnectionListener begin(ClientConnection connection, Handshake handshake) {
    connections.add(connection);
    return new SessionLifecycle(connection, handshake, this, connections, settings, runtime);
  }

  /**
   * Checks the token and opens the session. Blocks while few others may, and until the session is
   * placed in its chats; when that takes too long, the client may try again.
   *
   * @return empty when the connection is closed, or is being closed
   */
  Optional<OpenedSession> open(ClientConnection connection, Handshake handshake) {
    if (!connection.isOpen()) {
      return Optional.empty();
    }
    Optional<Accepted> accepted = authentication.check(handshake, connection);
    handshake.permit().tokenChecked();
    return accepted.flatMap(it -> open(connection, it, handshake));
  }

  private Optional<OpenedSession> open(
      ClientConnection connection, Accepted accepted, Handshake handshake) {
    UserId user = accepted.user();
    if (!ofUser.acquire(user)) {
      connection.close(CloseCode.TOO_MANY_SESSIONS);
      return Optional.empty();
    }
    Optional<OpenedSession> opened = Optional.empty();
    try {
      opened =
          bulkhead.call(() ->
              connection.isOpen()
                  ? Optional.of(openNow(connection, accepted, handshake))
                  : Optional.empty());
      return opened;
    } finally {
      if (opened.isEmpty()) {
        ofUser.release(user);
      }
    }
  }

  private OpenedSession openNow(
      ClientConnection connection, Accepted accepted, Handshake handshake) {
    SessionId id = new SessionId(UUID.randomUUID().toString());
    ClientSession client =
        new WebSocketClientSession(id, accepted.user(), connection, framing, handshake.at());
    OpenSession session = handshake.syncs() ? greet(client) : gateway.open(client);
    if (!isPlaced(session)) {
      connection.close(CloseCode.TRY_LATER);
    }
    return new OpenedSession(
        client,
        session,
        new FrameHandler(
            decoder, session, client, settings, runtime, refusals, connection.address()),
        authentication.closeOnExpiry(accepted, connection),
        ofUser);
  }

  /** Sends the hello before the application knows the client, so that no event comes before it. */
  private OpenSession greet(ClientSession client) {
    FrameRate rate = settings.rate();
    client.send(
        new Hello(client.user(), PROTOCOL, settings.limits(), rate.perSecond(), rate.burst()));
    return gateway.openForSync(client);
  }

  private static boolean isPlaced(OpenSession session) {
    return session
        .placed()
        .thenApply(nothing -> true)
        .toCompletableFuture()
        .completeOnTimeout(false, MAX_PLACING.toNanos(), TimeUnit.NANOSECONDS)
        .join();
  }

  /**
   * A session that the application knows.
   *
   * @param expiry the timer of the token
   * @param ofUser counts the sessions of each user
   */
  record OpenedSession(
      ClientSession client,
      OpenSession session,
      FrameHandler frames,
      Optional<Future<?>> expiry,
      KeyedLimit<UserId> ofUser) {

    /** To be called once. */
    void end() {
      expiry.ifPresent(timer -> timer.cancel(false));
      ofUser.release(client.user());
      session.close();
    }
  }

  /** The port through which the application sends to one session. */
  private record WebSocketClientSession(
      SessionId id, UserId user, ClientConnection connection, EventFraming framing, Instant since)
      implements ClientSession {

    @Override
    public Optional<Origin> origin() {
      return Optional.of(new Origin(since, connection.address()));
    }

    @Override
    public void send(SharedEvent event) {
      if (connection.isOpen()) {
        connection.send(framing.frame(event));
      }
    }

    @Override
    public boolean sendPaced(SharedEvent event) {
      return connection.awaitReader() && connection.sendPaced(framing.frame(event));
    }

    @Override
    public void close(CloseReason reason) {
      switch (reason) {
        case TOKEN_EXPIRED -> connection.close(CloseCode.NO_VALID_TOKEN);
        case TRY_LATER -> connection.close(CloseCode.TRY_LATER);
        case DISCONNECTED -> connection.close(CloseCode.DISCONNECTED);
        case STOPPING -> connection.sendAway();
      }
    }

    /** Contains no data of the user but the id. */
    @Override
    public String toString() {
      return "session " + id + " of user " + user;
    }
  }
}
