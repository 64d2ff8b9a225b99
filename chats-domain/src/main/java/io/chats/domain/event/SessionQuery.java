package io.chats.domain.event;

import io.chats.domain.id.UserId;

/** A question of one node to all others about the sessions of a user. */
public sealed interface SessionQuery {

  UserId user();

  /** Which sessions the user has. */
  record Find(UserId user) implements SessionQuery {}

  /**
   * Close the sessions that the user has.
   *
   * @param reason for the log: a text of the service that asked for it, possibly empty
   */
  record Close(UserId user, String reason) implements SessionQuery {}
}
