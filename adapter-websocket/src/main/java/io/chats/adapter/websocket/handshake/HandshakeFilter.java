package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.ClientSocket;
import io.chats.adapter.websocket.transport.TyrusEngine;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * Answers HTTP requests: establishes WebSocket connections for those that want one and may have
 * one, and refuses the others. Only what the protocol needs of a request reaches Tyrus.
 */
public final class HandshakeFilter extends BaseFilter {

  /** No extension and no subprotocol is offered, so Tyrus need not see what clients offer. */
  private static final String[] HEADERS = {
    "Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"
  };

  private static final int UPGRADE_REQUIRED = 426;

  private final UpgradeRequests requests;
  private final PendingHandshakes pending;
  private final SessionAdmission admission;
  private final TyrusEngine engine;
  private final ConnectionUpgrade establishment;

  public HandshakeFilter(
      UpgradeRequests requests,
      PendingHandshakes pending,
      SessionAdmission admission,
      TyrusEngine engine,
      ConnectionUpgrade establishment) {
    this.requests = requests;
    this.pending = pending;
    this.admission = admission;
    this.engine = engine;
    this.establishment = establishment;
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
    if (refusal.isPresent()) {
      refuse(socket, refusal.get());
      return;
    }
    Optional<SessionAdmission.Ticket> ticket = admission.admit();
    if (ticket.isEmpty()) {
      refuse(socket, HttpResponse.UNAVAILABLE);
      return;
    }
    try {
      upgrade(request, ticket.get(), socket, early);
    } catch (RuntimeException e) {
      // Tyrus does not promise not to throw, whatever a client sends; Grizzly would log it.
      ticket.get().left();
      socket.terminateSilently();
    }
  }

  private void upgrade(
      HttpRequestPacket request,
      SessionAdmission.Ticket ticket,
      NIOConnection socket,
      ByteBuffer early) {
    ClientConnection connection = establishment.prepare(socket);
    TyrusEngine.Upgrade upgrade = engine.upgrade(headers(request), connection);
    if (upgrade.succeeded()) {
      establishment.complete(
          connection,
          upgrade,
          requests.token(request),
          requests.syncs(request),
          ticket,
          socket,
          early);
    } else {
      ticket.left();
      boolean wrongVersion = upgrade.response().getStatus() == UPGRADE_REQUIRED;
      refuse(socket, wrongVersion ? HttpResponse.UPGRADE_REQUIRED : HttpResponse.BAD_REQUEST);
    }
  }

  private static Map<String, String> headers(HttpRequestPacket request) {
    return Stream.of(HEADERS)
        .filter(name -> request.getHeader(name) != null)
        .collect(Collectors.toMap(name -> name, request::getHeader));
  }

  private static void refuse(NIOConnection connection, HttpResponse answer) {
    ClientSocket socket = new ClientSocket(connection);
    socket.stopReading();
    socket.write(answer.bytes(), () -> {});
    socket.close();
  }
}
