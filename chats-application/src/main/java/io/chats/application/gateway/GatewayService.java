package io.chats.application.gateway;

import io.chats.application.api.OpenSession;
import io.chats.application.api.SessionGateway;
import io.chats.application.delivery.Member;
import io.chats.application.session.Sessions;
import io.chats.domain.port.ClientSession;
import java.time.Instant;

/** Takes sessions in. */
public final class GatewayService implements SessionGateway {

  private final Sessions sessions;
  private final SessionActions actions;

  public GatewayService(Sessions sessions, SessionActions actions) {
    this.sessions = sessions;
    this.actions = actions;
  }

  @Override
  public OpenSession open(ClientSession session, Instant handshake) {
    Member member = new Member(session, handshake);
    sessions.open(member);
    return new LiveSession(member, sessions, actions);
  }
}
