package io.chats.application.gateway;

import io.chats.application.api.OpenSession;
import io.chats.application.api.SessionGateway;
import io.chats.application.delivery.Member;
import io.chats.application.session.Sessions;
import io.chats.application.sync.SessionSyncs;
import io.chats.application.sync.SyncServices;
import io.chats.domain.port.ClientSession;
import java.time.Instant;

/** Takes sessions in. */
public final class GatewayService implements SessionGateway {

  private final Sessions sessions;
  private final SessionActions actions;
  private final SyncServices syncing;

  public GatewayService(Sessions sessions, SessionActions actions, SyncServices syncing) {
    this.sessions = sessions;
    this.actions = actions;
    this.syncing = syncing;
  }

  @Override
  public OpenSession open(ClientSession session, Instant handshake) {
    return open(Member.following(session, handshake));
  }

  @Override
  public OpenSession openForSync(ClientSession session) {
    return open(Member.unsynced(session));
  }

  private OpenSession open(Member member) {
    sessions.open(member);
    return new LiveSession(member, sessions, actions, new SessionSyncs(member, syncing));
  }
}
