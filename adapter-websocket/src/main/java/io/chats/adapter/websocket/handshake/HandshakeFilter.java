package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.ClientSocket;
import io.chats.adapter.websocket.connection.ConnectionListener;
import io.chats.adapter.websocket.connection.CutReason;
import io.chats.adapter.websocket.connection.Refusals;
import io.chats.adapter.websocket.outbound.NodeBudget;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.adapter.websocket.transport.GrizzlyListener;
import io.chats.adapter.websocket.transport.TyrusEngine;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
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

  /** Extensions are not offered, and subprotocols are answered here: Tyrus sees neither. */
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
  private final FailedAddresses failed;
  private final Refusals refusals;
  private final ClientAddresses addresses;
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
      FailedAddresses failed,
      Refusals refusals,
      BiFunction<ClientConnection, Handshake, ConnectionListener> sessions) {
    this.settings = settings;
    this.runtime = runtime;
    this.requests = new UpgradeRequests(settings.origins());
    this.pending = pending;
    this.admission = admission;
    this.engine = new TyrusEngine(runtime.scheduler());
    this.sockets = sockets;
    this.budget = budget;
    this.failed = failed;
    this.refusals = refusals;
    this.addresses = new ClientAddresses(settings.proxies());
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

  /**
   * Refuses a request whose head cannot be read.
   *
   * @param tooLarge whether it is longer than allowed
   */
  public void refuseHead(NIOConnection socket, boolean tooLarge) {
    if (pending.remove(socket)) {
      Refusal refusal =
          tooLarge
              ? new Refusal(HttpResponse.HEADERS_TOO_LARGE, "the head is too large")
              : new Refusal(HttpResponse.BAD_REQUEST, "the head cannot be read");
      refuse(socket, refusal, address(addresses.of(socket.getPeerAddress(), List.of())));
    }
  }

  private void answer(HttpRequestPacket request, NIOConnection socket, ByteBuffer early) {
    Optional<InetAddress> client =
        addresses.of(socket.getPeerAddress(), UpgradeRequests.lines("X-Forwarded-For", request));
    Optional<Refusal> refusal = requests.refuse(request);
    if (refusal.isPresent()) {
      refuse(socket, refusal.get(), address(client));
      return;
    }
    String key = client.map(ClientAddresses::key).orElse(ClientAddresses.UNKNOWN);
    switch (admission.acquire(key, failed.isSuspect(key, System.nanoTime()))) {
      case Refusal none -> refuse(socket, none, address(client));
      case SessionAdmission.Permit permit ->
          upgradeOrCut(request, permit, socket, early, address(client));
    }
  }

  private void upgradeOrCut(
      HttpRequestPacket request,
      SessionAdmission.Permit permit,
      NIOConnection socket,
      ByteBuffer early,
      String address) {
    try {
      upgrade(request, permit, socket, early, address)
          .ifPresent(refusal -> refuse(socket, refusal, address));
    } catch (RuntimeException e) {
      // Tyrus may throw, whatever a client sends; Grizzly would log that.
      permit.release();
      refusals.cut(CutReason.FAILURE, address);
      socket.terminateSilently();
    }
  }

  /**
   * Upgrades the socket; the session answers the handshake later.
   *
   * @param early bytes that the client sent before it had an answer
   * @return the refusal, where the request breaks the protocol; the permit is released then
   */
  private Optional<Refusal> upgrade(
      HttpRequestPacket request,
      SessionAdmission.Permit permit,
      NIOConnection socket,
      ByteBuffer early,
      String address) {
    ClientSocket client = new ClientSocket(socket);
    ClientConnection connection =
        new ClientConnection(client, settings, runtime, budget, refusals, address);
    TyrusEngine.Upgrade upgrade = engine.upgrade(headers(request), connection);
    if (!upgrade.succeeded()) {
      permit.release();
      return Optional.of(refusal(upgrade));
    }
    Handshake handshake = handshake(request, permit);
    connection.attach(upgrade.connect(connection), sessions.apply(connection, handshake));
    sockets.switchProtocol(socket, connection);
    ByteBuffer answer =
        HttpResponse.switchingProtocols(
            upgrade.response().getHeaders(), UpgradeRequests.subprotocol(request));
    connection.listener().opening(() -> welcome(connection, client, answer));
    if (early.hasRemaining()) {
      connection.received(early);
    }
    return Optional.empty();
  }

  private static Refusal refusal(TyrusEngine.Upgrade upgrade) {
    return upgrade.response().getStatus() == UPGRADE_REQUIRED
        ? new Refusal(HttpResponse.UPGRADE_REQUIRED, "another version of WebSocket")
        : new Refusal(HttpResponse.BAD_REQUEST, "not a WebSocket handshake");
  }

  private Handshake handshake(HttpRequestPacket request, SessionAdmission.Permit permit) {
    return new Handshake(
        UpgradeRequests.token(request),
        UpgradeRequests.syncs(request),
        runtime.clock().instant(),
        permit);
  }

  private void welcome(ClientConnection connection, ClientSocket client, ByteBuffer answer) {
    refusals.connected();
    if (client.write(answer, connection::established)) {
      connection.established();
    }
  }

  /** Proxies and browsers send some headers in several lines, and lists in any order. */
  private static Map<String, String> headers(HttpRequestPacket request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : HEADERS) {
      UpgradeRequests.allLines(name, request).ifPresent(value -> headers.put(name, value));
    }
    return headers;
  }

  private static String address(Optional<InetAddress> client) {
    return client.map(InetAddress::getHostAddress).orElse(ClientAddresses.UNKNOWN);
  }

  private void refuse(NIOConnection connection, Refusal refusal, String address) {
    refusals.handshake(refusal.response().status(), refusal.reason(), address);
    ClientSocket socket = new ClientSocket(connection);
    socket.stopReading();
    socket.write(refusal.response().bytes(), () -> {});
    socket.close();
  }
}
