package io.chats.application.session;

import io.chats.application.api.OpenSession;
import io.chats.application.api.SessionGateway;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.delivery.sync.SyncContext;
import io.chats.application.delivery.sync.SyncQueue;
import io.chats.domain.port.ClientSession;
import java.time.Instant;

/** Takes sessions in. */
public final class GatewayService implements SessionGateway {

  private final Sessions sessions;
  private final SessionActions actions;
  private final SyncContext syncing;

  public GatewayService(Sessions sessions, SessionActions actions, SyncContext syncing) {
    this.sessions = sessions;
    this.actions = actions;
    this.syncing = syncing;
  }

  @Override
  public OpenSession open(ClientSession session, Instant handshake) {
    return open(DeliverySession.following(session, handshake));
  }

  @Override
  public OpenSession openForSync(ClientSession session) {
    return open(DeliverySession.unsynced(session));
  }

  private OpenSession open(DeliverySession member) {
    sessions.open(member);
    return new ActiveSession(member, sessions, actions, new SyncQueue(member, syncing));
  }
}
