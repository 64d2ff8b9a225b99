package io.chats.adapter.websocket.session;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.adapter.websocket.connection.ConnectionDrain;
import io.chats.adapter.websocket.frame.FrameDecoder;
import io.chats.adapter.websocket.handshake.Handshake;
import io.chats.adapter.websocket.handshake.TokenExpiry;
import io.chats.adapter.websocket.outbound.EventFraming;
import io.chats.adapter.websocket.request.FrameErrors;
import io.chats.adapter.websocket.request.FrameHandler;
import io.chats.adapter.websocket.request.FrameMetrics;
import io.chats.adapter.websocket.request.MessagePoster;
import io.chats.adapter.websocket.settings.FrameRate;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.application.api.OpenSession;
import io.chats.application.api.SessionGateway;
import io.chats.domain.event.ClientEvent.Hello;
import io.chats.domain.id.SessionId;
import io.chats.domain.port.TokenVerifier.Accepted;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Opens the sessions of those who have been let in. */
public final class SessionOpener {

  /** Rises when clients have to be changed. */
  private static final int PROTOCOL = 1;

  private static final Duration PLACING = Duration.ofSeconds(5);

  private final SessionGateway gateway;
  private final WebSocketSettings settings;
  private final WebSocketRuntime runtime;
  private final EventFraming framing;
  private final ConnectionDrain drain;
  private final FrameDecoder decoder;
  private final TokenExpiry expiry;

  public SessionOpener(
      SessionGateway gateway,
      WebSocketSettings settings,
      WebSocketRuntime runtime,
      EventFraming framing,
      ConnectionDrain drain) {
    this.gateway = gateway;
    this.settings = settings;
    this.runtime = runtime;
    this.framing = framing;
    this.drain = drain;
    this.decoder = new FrameDecoder(settings.limits());
    this.expiry = new TokenExpiry(runtime.clock(), runtime.scheduler());
  }

  /** Blocks until the session is placed; when that takes too long, the client may try again. */
  Opened open(ClientConnection connection, Accepted accepted, Handshake handshake) {
    SessionId id = new SessionId(UUID.randomUUID().toString());
    WebSocketClientSession client =
        new WebSocketClientSession(id, accepted.user(), connection, framing, drain);
    OpenSession session = handshake.syncs() ? greet(client) : gateway.open(client, handshake.at());
    if (!isPlaced(session)) {
      connection.close(CloseCode.TRY_LATER);
    }
    return new Opened(
        client, session, handler(session, client), expiry.watch(accepted, connection));
  }

  /** Before the application knows of the client, so that nothing comes first. */
  private OpenSession greet(WebSocketClientSession client) {
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
        .completeOnTimeout(false, PLACING.toNanos(), TimeUnit.NANOSECONDS)
        .join();
  }

  private FrameHandler handler(OpenSession session, WebSocketClientSession client) {
    FrameErrors failures = new FrameErrors(client, runtime.failures());
    MessagePoster poster =
        new MessagePoster(
            session,
            failures,
            runtime.scheduler(),
            settings.answerWithin(),
            settings.bounds().outstandingMessages());
    return new FrameHandler(
        decoder,
        session,
        client,
        poster,
        failures,
        new FrameMetrics(client.id(), runtime.monitor()));
  }

  /**
   * A session that the application knows.
   *
   * @param expiry cancels the watch over the token
   */
  record Opened(
      WebSocketClientSession client, OpenSession session, FrameHandler frames, Runnable expiry) {

    void end() {
      expiry.run();
      session.close();
    }
  }
}
