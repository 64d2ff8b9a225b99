package io.chats.adapter.websocket;

import java.util.Map;

/** Begins the life of a session on each connection. */
final class SessionAcceptor implements ConnectionAcceptor {

  private final WebSocketSettings settings;
  private final WebSocketRuntime runtime;
  private final Entrance entrance;
  private final Authentication authentication;
  private final SessionOpener opener;
  private final Connections connections;

  SessionAcceptor(
      WebSocketSettings settings,
      WebSocketRuntime runtime,
      Authentication authentication,
      SessionOpener opener,
      Connections connections) {
    this.settings = settings;
    this.runtime = runtime;
    this.entrance = new Entrance(runtime.scheduler());
    this.authentication = authentication;
    this.opener = opener;
    this.connections = connections;
  }

  @Override
  public ConnectionListener accept(ClientConnection connection, Handshake handshake) {
    connections.add(connection);
    return new SessionLife(
        connection,
        handshake,
        entrance,
        authentication,
        opener,
        tasks(connection),
        new FrameThrottle(settings.rate(), System.nanoTime()),
        connections);
  }

  private SerialTasks tasks(ClientConnection connection) {
    return new SerialTasks(
        settings.bounds().inboundBytes(),
        new ReadingGate(connection),
        connection::execute,
        failure -> {
          runtime.failures().unforeseen(failure, "a session's task", Map.of());
          connection.cut();
        });
  }

  /** Leaves what comes in to the kernel, whose buffer then stops the peer. */
  private record ReadingGate(ClientConnection connection) implements SerialTasks.Gate {

    @Override
    public void close() {
      connection.stopReading();
    }

    @Override
    public void open() {
      connection.startReading();
    }
  }
}
