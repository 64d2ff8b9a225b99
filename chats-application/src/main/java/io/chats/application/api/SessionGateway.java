package io.chats.application.api;

import io.chats.domain.port.ClientSession;

/**
 * Opens sessions of connected clients. Safe for use by any thread. A user may have any number of
 * sessions: opening twice makes two.
 */
public interface SessionGateway {

  /**
   * Opens a session that is sent what concerns its user from the moment when it is {@link
   * OpenSession#placed placed}; a client that is told only then that it is connected misses
   * nothing, and receives nothing old. Does not block, and does not fail: while the database is
   * away, the session waits for it, and is then sent what was stored since this call.
   *
   * @return the requests of the client; close it when the connection has ended
   */
  OpenSession open(ClientSession session);

  /**
   * Opens a session whose client says itself which messages it has. It is sent nothing of any chat
   * before its first {@link OpenSession#sync}, and other events for its user at once. Does not
   * block, and does not fail.
   *
   * @return the requests of the client; close it when the connection has ended
   */
  OpenSession openForSync(ClientSession session);
}
