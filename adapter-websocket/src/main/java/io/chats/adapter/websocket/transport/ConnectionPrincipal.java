package io.chats.adapter.websocket.transport;

import io.chats.adapter.websocket.connection.ClientConnection;
import java.security.Principal;

/** Carries a connection through Tyrus to its session: the only object that goes all the way. */
record ConnectionPrincipal(ClientConnection connection) implements Principal {

  @Override
  public String getName() {
    return "connection";
  }
}
