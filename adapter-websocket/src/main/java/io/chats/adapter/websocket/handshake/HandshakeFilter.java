package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.ClientSocket;
import io.chats.adapter.websocket.connection.ConnectionListener;
import io.chats.adapter.websocket.outbound.NodeBudget;
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
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * Answers HTTP requests: turns the sockets of those that may be WebSocket connections into such,
 * refuses the others. Only what the protocol needs of a request reaches Tyrus.
 */
public final class HandshakeFilter extends BaseFilter {

  /** Neither extensions nor subprotocols are offered, so Tyrus does not see their headers. */
  private static final String[] HEADERS = {
    "Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"
  };

  private static final int UPGRADE_REQUIRED = 426;

  private final WebSocketSettings settings;
  private final WebSocketRuntime runtime;
  private final UpgradeRequests requests;
  private final PendingHandshakes pending;
  private final SessionAdmission admission;
  private final TyrusEngine engine;
  private final GrizzlyListener sockets;
  private final NodeBudget budget;
  private final BiFunction<ClientConnection, Handshake, ConnectionListener> sessions;

  /**
   * @param sessions begins the session on a connection, before the handshake is answered; neither
   *     blocks nor throws
   */
  public HandshakeFilter(
      WebSocketSettings settings,
      WebSocketRuntime runtime,
      PendingHandshakes pending,
      SessionAdmission admission,
      GrizzlyListener sockets,
      NodeBudget budget,
      BiFunction<ClientConnection, Handshake, ConnectionListener> sessions) {
    this.settings = settings;
    this.runtime = runtime;
    this.requests = new UpgradeRequests(settings.origins());
    this.pending = pending;
    this.admission = admission;
    this.engine = new TyrusEngine(runtime.scheduler());
    this.sockets = sockets;
    this.budget = budget;
    this.sessions = sessions;
  }

  @Override
  public NextAction handleAccept(FilterChainContext context) {
    pending.add(context.getConnection(), System.nanoTime());
    return context.getStopAction();
  }

  @Override
  public NextAction handleClose(FilterChainContext context) {
    pending.remove(context.getConnection());
    return context.getStopAction();
  }

  @Override
  public NextAction handleRead(FilterChainContext context) {
    HttpContent content = context.getMessage();
    NIOConnection socket = (NIOConnection) context.getConnection();
    // A request is answered once, however many pieces its body comes in.
    if (pending.remove(socket)) {
      answer(
          (HttpRequestPacket) content.getHttpHeader(), socket, content.getContent().toByteBuffer());
    }
    return context.getStopAction();
  }

  private void answer(HttpRequestPacket request, NIOConnection socket, ByteBuffer early) {
    Optional<HttpResponse> refusal = requests.refuse(request);
    Optional<SessionAdmission.Permit> permit =
        refusal.isPresent() ? Optional.empty() : admission.acquire();
    if (permit.isPresent()) {
      upgradeOrCut(request, permit.get(), socket, early);
    } else {
      refuse(socket, refusal.orElse(HttpResponse.UNAVAILABLE));
    }
  }

  private void upgradeOrCut(
      HttpRequestPacket request,
      SessionAdmission.Permit permit,
      NIOConnection socket,
      ByteBuffer early) {
    try {
      upgrade(request, permit, socket, early).ifPresent(response -> refuse(socket, response));
    } catch (RuntimeException e) {
      // Tyrus may throw, whatever a client sends; Grizzly would log that.
      permit.release();
      socket.terminateSilently();
    }
  }

  /**
   * Upgrades the socket; the session answers the handshake later.
   *
   * @param early bytes that the client sent before it had an answer
   * @return the refusal, where the request breaks the protocol; the permit is released then
   */
  private Optional<HttpResponse> upgrade(
      HttpRequestPacket request,
      SessionAdmission.Permit permit,
      NIOConnection socket,
      ByteBuffer early) {
    ClientSocket client = new ClientSocket(socket);
    ClientConnection connection = new ClientConnection(client, settings, runtime, budget);
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

  private static void refuse(NIOConnection connection, HttpResponse response) {
    ClientSocket socket = new ClientSocket(connection);
    socket.stopReading();
    socket.write(response.bytes(), () -> {});
    socket.close();
  }
}
