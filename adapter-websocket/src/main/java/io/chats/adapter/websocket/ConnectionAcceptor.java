package io.chats.adapter.websocket;

/** Takes established connections over. */
interface ConnectionAcceptor {

  /** Called before the handshake is answered; must neither block nor throw. */
  ConnectionListener accept(ClientConnection connection, Handshake handshake);
}
