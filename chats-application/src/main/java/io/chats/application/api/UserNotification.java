package io.chats.application.api;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;

/** Shows users something that is not stored. Safe for use by any thread. */
public interface UserNotification {

  /**
   * Shows an event to every session of the user, on any node, at most once for each call: it is not
   * idempotent, and who has no session now never sees it. What one thread shows a user arrives in
   * that order. Blocks only to look presence up, for a bounded time, and throws nothing.
   *
   * @return whether the user had a session; unknown while presence cannot be known
   */
  Presence show(UserId user, ClientEvent event);
}
