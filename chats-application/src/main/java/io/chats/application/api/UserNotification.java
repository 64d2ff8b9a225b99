package io.chats.application.api;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;

/** Sends users events that are not stored. Safe for use by any thread. */
public interface UserNotification {

  /**
   * Sends an event to every session of the user on any node, at most once for each call. It is not
   * idempotent, and a user without a session never receives it. Events that one thread sends to a
   * user arrive in that order. Blocks only to look up presence, for a bounded time, and throws
   * nothing.
   *
   * @return whether the user had a session; unknown while presence is not known
   */
  Presence show(UserId user, ClientEvent event);
}
