package io.chats.application.session;

import io.chats.application.api.UserNotification;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import java.util.List;

/** Sends events to users on any node. */
public final class NotificationService implements UserNotification {

  private final Sessions sessions;
  private final PresenceRegistry presence;

  public NotificationService(Sessions sessions, PresenceRegistry presence) {
    this.sessions = sessions;
    this.presence = presence;
  }

  @Override
  public Presence show(UserId user, ClientEvent event) {
    sessions.send(user, event);
    return sessions.isPresent(user)
        ? Presence.ONLINE
        : presence.of(List.of(user)).getOrDefault(user, Presence.UNKNOWN);
  }
}
