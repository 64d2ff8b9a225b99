package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.ClientSocket;
import io.chats.adapter.websocket.connection.ConnectionListener;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.adapter.websocket.transport.GrizzlyListener;
import io.chats.adapter.websocket.transport.TyrusEngine;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * Turns a socket that spoke HTTP into a WebSocket connection. Only what the protocol needs of a
 * request reaches Tyrus.
 */
public final class ConnectionUpgrade {

  /** Neither extensions nor subprotocols are offered, so Tyrus does not see their headers. */
  private static final String[] HEADERS = {
    "Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"
  };

  private static final int UPGRADE_REQUIRED = 426;

  private final WebSocketSettings settings;
  private final WebSocketRuntime runtime;
  private final TyrusEngine engine;
  private final GrizzlyListener sockets;
  private final BiFunction<ClientConnection, Handshake, ConnectionListener> sessions;

  /**
   * @param sessions begins the session on a connection, before the handshake is answered; neither
   *     blocks nor throws
   */
  public ConnectionUpgrade(
      WebSocketSettings settings,
      WebSocketRuntime runtime,
      GrizzlyListener sockets,
      BiFunction<ClientConnection, Handshake, ConnectionListener> sessions) {
    this.settings = settings;
    this.runtime = runtime;
    this.engine = new TyrusEngine(runtime.scheduler());
    this.sockets = sockets;
    this.sessions = sessions;
  }

  /**
   * Upgrades the socket; the session answers the handshake later.
   *
   * @param early bytes that the client sent before it had an answer
   * @return the refusal, where the request breaks the protocol; the permit is released then
   */
  Optional<HttpResponse> upgrade(
      HttpRequestPacket request,
      SessionAdmission.Permit permit,
      NIOConnection socket,
      ByteBuffer early) {
    ClientSocket client = new ClientSocket(socket);
    ClientConnection connection = new ClientConnection(client, settings, runtime);
    TyrusEngine.Upgrade upgrade = engine.upgrade(headers(request), connection);
    if (!upgrade.succeeded()) {
      permit.release();
      boolean wrongVersion = upgrade.response().getStatus() == UPGRADE_REQUIRED;
      return Optional.of(wrongVersion ? HttpResponse.UPGRADE_REQUIRED : HttpResponse.BAD_REQUEST);
    }
    Handshake handshake = handshake(request, permit);
    connection.attach(upgrade.connect(connection), sessions.apply(connection, handshake));
    sockets.switchProtocol(socket, connection);
    ByteBuffer answer = HttpResponse.switchingProtocols(upgrade.response().getHeaders());
    connection.listener().opening(() -> welcome(connection, client, answer));
    if (early.hasRemaining()) {
      connection.received(early);
    }
    return Optional.empty();
  }

  private Handshake handshake(HttpRequestPacket request, SessionAdmission.Permit permit) {
    return new Handshake(
        UpgradeRequests.token(request),
        UpgradeRequests.syncs(request),
        runtime.clock().instant(),
        permit);
  }

  private static void welcome(ClientConnection connection, ClientSocket client, ByteBuffer answer) {
    if (client.write(answer, connection::established)) {
      connection.established();
    }
  }

  private static Map<String, String> headers(HttpRequestPacket request) {
    return Stream.of(HEADERS)
        .filter(name -> request.getHeader(name) != null)
        .collect(Collectors.toMap(name -> name, request::getHeader));
  }
}
