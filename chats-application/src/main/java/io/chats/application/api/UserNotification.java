package io.chats.application.api;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;

/** Shows users something that is not stored. */
public interface UserNotification {

  /**
   * Shows an event to every session of the user, on any node, at most once. Blocks only to look
   * presence up.
   *
   * @return whether the user had a session; unknown while presence cannot be known
   */
  Presence show(UserId user, ClientEvent event);
}
