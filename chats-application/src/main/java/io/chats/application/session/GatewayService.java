package io.chats.application.session;

import io.chats.application.api.OpenSession;
import io.chats.application.api.SessionGateway;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.domain.port.ClientSession;
import java.time.Instant;

/** Opens sessions. */
public final class GatewayService implements SessionGateway {

  private final SessionContext context;

  public GatewayService(SessionContext context) {
    this.context = context;
  }

  @Override
  public OpenSession open(ClientSession session, Instant handshake) {
    return open(DeliverySession.following(session, handshake));
  }

  @Override
  public OpenSession openForSync(ClientSession session) {
    return open(DeliverySession.unsynced(session));
  }

  private OpenSession open(DeliverySession session) {
    context.sessions().open(session);
    return new ActiveSession(session, context);
  }
}
