package io.chats.adapter.websocket.session;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.adapter.websocket.connection.ConnectionListener;
import io.chats.adapter.websocket.connection.Connections;
import io.chats.adapter.websocket.handshake.Authentication;
import io.chats.adapter.websocket.handshake.Handshake;
import io.chats.adapter.websocket.handshake.HandshakeBulkhead;
import io.chats.adapter.websocket.request.FrameHandler;
import io.chats.adapter.websocket.request.FrameThrottle;
import io.chats.adapter.websocket.session.SessionOpener.Opened;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The life of one session on one connection: its token is checked and its place in its chats found
 * before the handshake is answered; then its frames are handled, in order; in the end it is told to
 * the application. All that may block runs as one sequence of tasks, which the check begins: frames
 * that come before its end wait for it.
 */
final class SessionLifecycle implements ConnectionListener {

  private static final Logger LOG = LoggerFactory.getLogger(SessionLifecycle.class);

  private static final Set<CloseCode> UNUSUAL =
      Set.of(CloseCode.TOO_SLOW, CloseCode.TOO_MANY_FRAMES);

  /** What a waiting frame costs besides its text. */
  private static final int OVERHEAD = 128;

  private final ClientConnection connection;
  private final Handshake handshake;
  private final HandshakeBulkhead entrance;
  private final Authentication authentication;
  private final SessionOpener opener;
  private final SessionTasks tasks;
  private final FrameThrottle throttle;
  private final Connections connections;

  /** Why this server ended the session, if it did. */
  private volatile Optional<CloseCode> endedBy = Optional.empty();

  /** Belongs to the tasks. */
  private Optional<Opened> opened = Optional.empty();

  SessionLifecycle(
      ClientConnection connection,
      Handshake handshake,
      HandshakeBulkhead entrance,
      Authentication authentication,
      SessionOpener opener,
      SessionTasks tasks,
      FrameThrottle throttle,
      Connections connections) {
    this.connection = connection;
    this.handshake = handshake;
    this.entrance = entrance;
    this.authentication = authentication;
    this.opener = opener;
    this.tasks = tasks;
    this.throttle = throttle;
    this.connections = connections;
  }

  @Override
  public void opening(Runnable welcome) {
    tasks.add(0, () -> open(welcome));
  }

  @Override
  public void text(String message) {
    take(2 * message.length(), f -> f.handle(message), f -> f.refuse(message));
  }

  @Override
  public void binary() {
    take(0, FrameHandler::refuseBinary, FrameHandler::refuseBinary);
  }

  @Override
  public void closing(CloseCode reason) {
    endedBy = Optional.of(reason);
    tasks.clear();
  }

  @Override
  public void closed() {
    handshake.ticket().left();
    tasks.add(0, this::end);
  }

  private void take(int size, Consumer<FrameHandler> handle, Consumer<FrameHandler> refuse) {
    switch (throttle.judge(System.nanoTime())) {
      case HANDLE -> tasks.add(size + OVERHEAD, () -> opened.map(Opened::frames).ifPresent(handle));
      case REFUSE -> tasks.add(size + OVERHEAD, () -> opened.map(Opened::frames).ifPresent(refuse));
      case END -> connection.close(CloseCode.TOO_MANY_FRAMES);
    }
  }

  /** The client is welcomed last: when it hears of that, nothing that happens then is missed. */
  private void open(Runnable welcome) {
    try {
      opened = entrance.inTurn(this::enter);
    } finally {
      handshake.ticket().checked();
      welcome.run();
    }
    opened.ifPresent(session -> LOG.debug("Opened {}", session.client()));
  }

  private Optional<Opened> enter() {
    if (!connection.isOpen()) {
      return Optional.empty();
    }
    return authentication
        .check(handshake, connection)
        .filter(accepted -> connection.isOpen())
        .map(accepted -> opener.open(connection, accepted, handshake));
  }

  private void end() {
    try {
      opened.ifPresent(Opened::end);
    } finally {
      connections.remove(connection);
    }
    opened.map(Opened::client).ifPresent(this::logEnd);
    opened = Optional.empty();
  }

  /** Those who had to be stopped are worth a line; who comes and goes is not. */
  private void logEnd(WebSocketClientSession client) {
    Level level = endedBy.filter(UNUSUAL::contains).isPresent() ? Level.WARN : Level.DEBUG;
    LOG.atLevel(level)
        .addKeyValue("session", client.id())
        .addKeyValue("user", client.user())
        .log("A session ended: {}", endedBy.map(CloseCode::name).orElse("gone"));
  }
}
