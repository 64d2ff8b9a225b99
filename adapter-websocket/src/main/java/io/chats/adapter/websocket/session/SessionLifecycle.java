package io.chats.adapter.websocket.session;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.adapter.websocket.connection.ConnectionListener;
import io.chats.adapter.websocket.connection.Connections;
import io.chats.adapter.websocket.connection.CutReason;
import io.chats.adapter.websocket.handshake.Handshake;
import io.chats.adapter.websocket.request.FrameHandler;
import io.chats.adapter.websocket.request.FrameThrottle;
import io.chats.adapter.websocket.session.SessionFactory.OpenedSession;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.FailureReporter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One session on one connection, from its handshake to its end. The token is checked and the
 * session placed in its chats before the handshake is answered; then its frames are handled in
 * order; in the end the application is notified. Everything that may block runs as one sequence of
 * tasks, which begins with the check: frames that come before its end wait for it.
 */
final class SessionLifecycle implements ConnectionListener {

  private static final Logger LOG = LoggerFactory.getLogger(SessionLifecycle.class);
  private static final Set<CloseCode> UNUSUAL =
      Set.of(CloseCode.TOO_SLOW, CloseCode.TOO_MANY_FRAMES);

  /** The cost of a waiting frame besides its text, in bytes. */
  private static final int OVERHEAD = 128;

  private final ClientConnection connection;
  private final Handshake handshake;
  private final SessionFactory sessions;
  private final Connections connections;
  private final FailureReporter failures;
  private final SessionTasks tasks;
  private final FrameThrottle throttle;

  /** The reason why this server closed the connection, if it did. */
  private volatile Optional<CloseCode> closedFor = Optional.empty();

  /** Used by the tasks only. */
  private Optional<OpenedSession> opened = Optional.empty();

  SessionLifecycle(
      ClientConnection connection,
      Handshake handshake,
      SessionFactory sessions,
      Connections connections,
      WebSocketSettings settings,
      WebSocketRuntime runtime) {
    this.connection = connection;
    this.handshake = handshake;
    this.sessions = sessions;
    this.connections = connections;
    this.failures = runtime.failures();
    this.tasks =
        new SessionTasks(
            settings.bounds().inboundBytes(),
            // The peer is stopped by TCP once the kernel's buffer is full.
            connection::stopReading,
            connection::startReading,
            connection::hold,
            runtime.executor(),
            this::taskFailed);
    this.throttle = new FrameThrottle(settings.rate(), System.nanoTime());
  }

  @Override
  public void opening(Runnable welcome) {
    add(() -> open(welcome));
  }

  @Override
  public void text(String message) {
    receive(2 * message.length(), f -> f.handle(message), f -> f.refuse(message));
  }

  @Override
  public void binary() {
    receive(0, FrameHandler::refuseBinary, FrameHandler::refuseBinary);
  }

  @Override
  public void closing(CloseCode reason) {
    closedFor = Optional.of(reason);
    tasks.dropFrames();
  }

  @Override
  public void closed() {
    handshake.permit().release();
    add(this::end);
  }

  private void receive(int size, Consumer<FrameHandler> handle, Consumer<FrameHandler> refuse) {
    if (!connection.isOpen()) {
      return;
    }
    switch (throttle.judge(System.nanoTime())) {
      case HANDLE -> addFrame(size, handle);
      case REFUSE -> addFrame(size, refuse);
      case END -> connection.close(CloseCode.TOO_MANY_FRAMES);
    }
  }

  private void addFrame(int size, Consumer<FrameHandler> use) {
    orCut(() ->
        tasks.addFrame(size + OVERHEAD, () -> opened.map(OpenedSession::frames).ifPresent(use)));
  }

  private void add(Runnable task) {
    orCut(() -> tasks.add(task));
  }

  /** Without a thread for its tasks the connection is of no use any more. */
  private void orCut(Runnable adding) {
    try {
      adding.run();
    } catch (RejectedExecutionException e) {
      connection.cut(CutReason.FAILURE);
    }
  }

  private void taskFailed(Throwable failure) {
    failures.unforeseen(failure, "a session's task", Map.of());
    connection.cut(CutReason.FAILURE);
  }

  /** Answers the handshake last: the client misses nothing that happens after the answer. */
  private void open(Runnable welcome) {
    try {
      opened = sessions.open(connection, handshake);
    } finally {
      handshake.permit().tokenChecked();
      welcome.run();
    }
    opened.ifPresent(session -> LOG.debug("Opened {}", session.client()));
  }

  private void end() {
    try {
      opened.ifPresent(OpenedSession::end);
    } finally {
      connections.remove(connection);
    }
    opened.map(OpenedSession::client).ifPresent(this::logEnd);
    opened = Optional.empty();
  }

  /** Only the ends of sessions that had to be stopped are logged as warnings. */
  private void logEnd(ClientSession client) {
    Level level = closedFor.filter(UNUSUAL::contains).isPresent() ? Level.WARN : Level.DEBUG;
    LOG.atLevel(level)
        .addKeyValue("session", client.id())
        .addKeyValue("user", client.user())
        .addKeyValue("address", connection.shownAddress())
        .log("A session ended: {}", closedFor.map(CloseCode::name).orElse("gone"));
  }
}
