package io.chats.adapter.websocket.session;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.ConnectionListener;
import io.chats.adapter.websocket.connection.Connections;
import io.chats.adapter.websocket.handshake.Authentication;
import io.chats.adapter.websocket.handshake.ConnectionAcceptor;
import io.chats.adapter.websocket.handshake.Handshake;
import io.chats.adapter.websocket.handshake.HandshakeBulkhead;
import io.chats.adapter.websocket.request.FrameThrottle;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import java.util.Map;

/** Begins the life of a session on each connection. */
public final class SessionFactory implements ConnectionAcceptor {

  private final WebSocketSettings settings;
  private final WebSocketRuntime runtime;
  private final HandshakeBulkhead entrance;
  private final Authentication authentication;
  private final SessionOpener opener;
  private final Connections connections;

  public SessionFactory(
      WebSocketSettings settings,
      WebSocketRuntime runtime,
      Authentication authentication,
      SessionOpener opener,
      Connections connections) {
    this.settings = settings;
    this.runtime = runtime;
    this.entrance = new HandshakeBulkhead(runtime.scheduler());
    this.authentication = authentication;
    this.opener = opener;
    this.connections = connections;
  }

  @Override
  public ConnectionListener accept(ClientConnection connection, Handshake handshake) {
    connections.add(connection);
    return new SessionLifecycle(
        connection,
        handshake,
        entrance,
        authentication,
        opener,
        tasks(connection),
        new FrameThrottle(settings.rate(), System.nanoTime()),
        connections);
  }

  private SessionTasks tasks(ClientConnection connection) {
    return new SessionTasks(
        settings.bounds().inboundBytes(),
        new ReadingGate(connection),
        connection::execute,
        failure -> {
          runtime.failures().unforeseen(failure, "a session's task", Map.of());
          connection.cut();
        });
  }

  /** Leaves what comes in to the kernel, whose buffer then stops the peer. */
  private record ReadingGate(ClientConnection connection) implements SessionTasks.Gate {

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
