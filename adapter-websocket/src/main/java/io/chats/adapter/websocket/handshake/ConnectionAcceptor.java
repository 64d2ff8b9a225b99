package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.ConnectionListener;

/** Takes established connections over. */
public interface ConnectionAcceptor {

  /** Called before the handshake is answered; must neither block nor throw. */
  ConnectionListener accept(ClientConnection connection, Handshake handshake);
}
