package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.connection.ClientSocket;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.nio.NIOConnection;

/** Answers HTTP requests: upgrades those that may be WebSocket connections, refuses the others. */
public final class HandshakeFilter extends BaseFilter {

  private final UpgradeRequests requests;
  private final PendingHandshakes pending;
  private final SessionAdmission admission;
  private final ConnectionUpgrade upgrade;

  public HandshakeFilter(
      UpgradeRequests requests,
      PendingHandshakes pending,
      SessionAdmission admission,
      ConnectionUpgrade upgrade) {
    this.requests = requests;
    this.pending = pending;
    this.admission = admission;
    this.upgrade = upgrade;
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
    if (refusal.isEmpty()) {
      refusal =
          admission
              .acquire()
              .map(permit -> upgrade(request, permit, socket, early))
              .orElse(Optional.of(HttpResponse.UNAVAILABLE));
    }
    refusal.ifPresent(response -> refuse(socket, response));
  }

  private Optional<HttpResponse> upgrade(
      HttpRequestPacket request,
      SessionAdmission.Permit permit,
      NIOConnection socket,
      ByteBuffer early) {
    try {
      return upgrade.upgrade(request, permit, socket, early);
    } catch (RuntimeException e) {
      // Tyrus may throw, whatever a client sends; Grizzly would log that.
      permit.release();
      socket.terminateSilently();
      return Optional.empty();
    }
  }

  private static void refuse(NIOConnection connection, HttpResponse response) {
    ClientSocket socket = new ClientSocket(connection);
    socket.stopReading();
    socket.write(response.bytes(), () -> {});
    socket.close();
  }
}
