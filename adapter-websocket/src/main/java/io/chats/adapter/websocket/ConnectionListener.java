package io.chats.adapter.websocket;

/**
 * Is told what happens on one connection. Called on the threads of the transport, or on whichever
 * thread closes the connection: must neither block nor throw.
 */
interface ConnectionListener {

  /** The handshake is answered; comes first, at most once. */
  void opened();

  /** The peer sent a text. */
  void text(String message);

  /** The peer sent something that is no text; what it was is not kept. */
  void binary();

  /** This server ends the connection: what the peer sent and was not handled yet is void. */
  void closing();

  /** The connection is gone; comes last, once, also without {@link #opened}. */
  void closed();
}
