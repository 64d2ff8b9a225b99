package io.chats.application.session;

import io.chats.application.delivery.Rooms;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.PresenceRegistry;
import java.util.Collection;

/**
 * Tells those whom it concerns that a user came or went: the other nodes, the consultation service,
 * and the opponents. Blocks on the presence registry.
 */
public final class Attendance {

  private final PresenceRegistry presence;
  private final ConsultationService consultations;
  private final Rooms rooms;

  public Attendance(PresenceRegistry presence, ConsultationService consultations, Rooms rooms) {
    this.presence = presence;
    this.consultations = consultations;
    this.rooms = rooms;
  }

  /** The user's first session on this node came. */
  void arrived(UserId user, Collection<ChatId> chats) {
    if (presence.arrived(user) == Presence.OFFLINE) {
      consultations.presence(user, true);
      announce(user, chats, Presence.ONLINE);
    }
  }

  /** The user's last session on this node went. */
  void left(UserId user, Collection<ChatId> chats) {
    if (presence.left(user) == Presence.OFFLINE) {
      consultations.presence(user, false);
      announce(user, chats, Presence.OFFLINE);
    }
  }

  private void announce(UserId user, Collection<ChatId> chats, Presence now) {
    for (ChatId chat : chats) {
      rooms.announce(new ChatSignal(chat, user, new ChatSignal.PresenceChanged(now)));
    }
  }
}
