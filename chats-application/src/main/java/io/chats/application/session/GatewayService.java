package io.chats.application.session;

import io.chats.application.api.OpenSession;
import io.chats.application.api.SessionGateway;
import io.chats.application.delivery.Rooms;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.feed.FeedProgress;
import io.chats.application.usecase.PostingService;
import io.chats.domain.model.Limits;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.PresenceRegistry;
import java.time.Clock;

/** Opens sessions, which have its collaborators in common. */
public record GatewayService(
    ChatStore chats,
    PostingService posting,
    Rooms rooms,
    Sessions sessions,
    FeedProgress progress,
    PresenceRegistry presence,
    ConsultationService consultations,
    Limits limits,
    Clock clock)
    implements SessionGateway {

  @Override
  public OpenSession open(ClientSession session) {
    return open(DeliverySession.following(session, progress));
  }

  @Override
  public OpenSession openForSync(ClientSession session) {
    return open(DeliverySession.unsynced(session, progress));
  }

  private OpenSession open(DeliverySession session) {
    sessions.open(session);
    return new ActiveSession(session, this);
  }
}
