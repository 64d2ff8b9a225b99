package io.chats.adapter.websocket;

import io.chats.adapter.websocket.SessionOpener.Opened;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one session on one connection: its token is checked, then its frames are handled, in
 * order; in the end it is told to the application. All that may block runs as one sequence of
 * tasks, which the check begins: frames that come before its end wait for it.
 */
final class SessionLife implements ConnectionListener {

  private static final Logger LOG = LoggerFactory.getLogger(SessionLife.class);

  /** What a waiting frame costs besides its text. */
  private static final int OVERHEAD = 128;

  private final ClientConnection connection;
  private final Handshake handshake;
  private final Authentication authentication;
  private final SessionOpener opener;
  private final SerialTasks tasks;
  private final FrameThrottle throttle;
  private final Connections connections;

  /** Belongs to the tasks. */
  private Optional<Opened> opened = Optional.empty();

  SessionLife(
      ClientConnection connection,
      Handshake handshake,
      Authentication authentication,
      SessionOpener opener,
      SerialTasks tasks,
      FrameThrottle throttle,
      Connections connections) {
    this.connection = connection;
    this.handshake = handshake;
    this.authentication = authentication;
    this.opener = opener;
    this.tasks = tasks;
    this.throttle = throttle;
    this.connections = connections;
  }

  @Override
  public void opened() {
    tasks.add(0, this::open);
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
  public void closing() {
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

  private void open() {
    try {
      authentication
          .check(handshake, connection)
          .filter(accepted -> connection.isOpen())
          .ifPresent(accepted -> {
            opened = Optional.of(opener.open(connection, accepted, handshake.at()));
            LOG.debug("Opened {}", opened.get().client());
          });
    } finally {
      handshake.ticket().checked();
    }
  }

  private void end() {
    opened.ifPresent(session -> {
      session.end();
      LOG.debug("Ended {}", session.client());
    });
    opened = Optional.empty();
    connections.remove(connection);
  }
}
