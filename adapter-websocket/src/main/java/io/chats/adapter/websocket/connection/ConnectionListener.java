package io.chats.adapter.websocket.connection;

/**
 * Is told what happens on one connection. Called on the threads of the transport, or on whichever
 * thread closes the connection: must neither block nor throw.
 */
public interface ConnectionListener {

  /**
   * A client wants in; comes first, at most once.
   *
   * @param welcome tells the client that it is connected: to be run once, by any thread. What was
   *     sent to the connection before waits for it
   */
  void opening(Runnable welcome);

  /** The peer sent a text. */
  void text(String message);

  /** The peer sent something that is no text; what it was is not kept. */
  void binary();

  /** This server ends the connection: what the peer sent and was not handled yet is void. */
  void closing(CloseCode reason);

  /** The connection is gone; comes last, once, also without {@link #opening}. */
  void closed();
}
