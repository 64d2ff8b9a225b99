package io.chats.application.api;

import io.chats.domain.port.ClientSession;
import java.time.Instant;

/**
 * Lets connected clients take part. Safe for use by any thread. A user may have any number of
 * sessions: opening twice makes two.
 */
public interface SessionGateway {

  /**
   * Takes a new session in: it is sent what concerns its user from when it is {@link
   * OpenSession#placed placed}; a client that is told only then that it is connected misses
   * nothing, and is shown nothing old. Does not block, and does not fail: while the database is
   * away, the session waits for it, and is then sent what was stored since the handshake.
   *
   * @param handshake when the client asked to be connected
   * @return what the client can do; close it when the connection is gone
   */
  OpenSession open(ClientSession session, Instant handshake);

  /**
   * Takes a new session in that is to say itself what it has: it is sent nothing of any chat before
   * its first {@link OpenSession#sync}, and what concerns its user otherwise at once. Does not
   * block, and does not fail.
   *
   * @return what the client can do; close it when the connection is gone
   */
  OpenSession openForSync(ClientSession session);
}
