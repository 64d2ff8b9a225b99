package io.chats.adapter.websocket.connection;

/**
 * Is notified of what happens on one connection; implemented by the session on it. Called on the
 * threads of the transport, or on the thread that closes the connection: must neither block nor
 * throw.
 */
public interface ConnectionListener {

  /**
   * A client asks for a session; called first, at most once.
   *
   * @param welcome answers the handshake; to be run once, by any thread. Frames that are sent
   *     before wait for it
   */
  void opening(Runnable welcome);

  /** The peer sent a text. Also called for texts that were received just before the closing. */
  void text(String message);

  /** The peer sent a binary message, which is not kept. */
  void binary();

  /** This server closes the connection: frames that wait to be handled are void. */
  void closing(CloseCode reason);

  /** The socket is closed; called last, once, also without {@link #opening}. */
  void closed();
}
