package io.chats.application.api;

import io.chats.domain.port.ClientSession;
import java.time.Instant;

/** Lets connected clients take part. */
public interface SessionGateway {

  /**
   * Takes a new session in: from now on it is sent what concerns its user. What was stored since
   * the handshake is sent as well. Does not block, and does not fail: while the database is away,
   * the session waits for it.
   *
   * @param handshake when the connection was established
   * @return what the client can do; close it when the connection is gone
   */
  OpenSession open(ClientSession session, Instant handshake);
}
