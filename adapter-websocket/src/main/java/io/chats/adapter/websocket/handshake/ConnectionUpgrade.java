package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.ClientSocket;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.adapter.websocket.transport.TyrusEngine;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.glassfish.grizzly.Processor;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.nio.NIOConnection;

/** Turns a socket that spoke HTTP into a WebSocket connection. */
public final class ConnectionUpgrade {

  private final WebSocketSettings settings;
  private final WebSocketRuntime runtime;
  private final Attribute<ClientConnection> connectionOf;
  private final Processor<?> frames;
  private final ConnectionAcceptor acceptor;

  /**
   * @param frames what reads from established sockets
   */
  public ConnectionUpgrade(
      WebSocketSettings settings,
      WebSocketRuntime runtime,
      Attribute<ClientConnection> connectionOf,
      Processor<?> frames,
      ConnectionAcceptor acceptor) {
    this.settings = settings;
    this.runtime = runtime;
    this.connectionOf = connectionOf;
    this.frames = frames;
    this.acceptor = acceptor;
  }

  ClientConnection prepare(NIOConnection socket) {
    return new ClientConnection(new ClientSocket(socket), settings, runtime);
  }

  /**
   * @param syncs whether the client is going to say what it has
   * @param early what the client sent before it had an answer
   */
  void complete(
      ClientConnection connection,
      TyrusEngine.Upgrade upgrade,
      Optional<String> token,
      boolean syncs,
      SessionAdmission.Ticket ticket,
      NIOConnection socket,
      ByteBuffer early) {
    Handshake handshake = new Handshake(token, syncs, runtime.clock().instant(), ticket);
    connection.attach(upgrade.connect(connection), acceptor.accept(connection, handshake));
    switchProtocol(connection, socket);
    ByteBuffer answer = HttpResponse.switchingProtocols(upgrade.response().getHeaders());
    connection.begin(() -> welcome(connection, socket, answer));
    if (early.hasRemaining()) {
      connection.received(early);
    }
  }

  private static void welcome(
      ClientConnection connection, NIOConnection socket, ByteBuffer answer) {
    if (new ClientSocket(socket).write(answer, connection::established)) {
      connection.established();
    }
  }

  private void switchProtocol(ClientConnection connection, NIOConnection socket) {
    // The request with its buffers would stay as long as the connection.
    socket.getAttributes().clear();
    connectionOf.set(socket, connection);
    socket.setProcessor(frames);
    if (!socket.isOpen()) {
      connection.socketClosed();
    }
  }
}
