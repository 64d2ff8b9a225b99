package io.chats.adapter.websocket.transport;

import io.chats.adapter.websocket.connection.ClientConnection;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.security.Principal;

/**
 * Hands the messages that Tyrus has read to the listener of their connection. One instance serves
 * all connections. Public only since Tyrus calls it by reflection.
 */
public final class TyrusEndpoint extends Endpoint {

  /** Carries a connection through Tyrus: the principal is the only object that Tyrus passes on. */
  record ConnectionPrincipal(ClientConnection connection) implements Principal {
    @Override
    public String getName() {
      return "connection";
    }
  }

  TyrusEndpoint() {}

  /** Called before the listener is there, which is therefore looked up for each message. */
  @Override
  public void onOpen(Session session, EndpointConfig config) {
    ClientConnection connection = connectionOf(session);
    session.addMessageHandler(
        String.class, (MessageHandler.Whole<String>) text -> connection.listener().text(text));
    session.addMessageHandler(
        ByteBuffer.class,
        (MessageHandler.Whole<ByteBuffer>) bytes -> connection.listener().binary());
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    connectionOf(session).closedByTyrus();
  }

  /** Called when a handler throws, which none of ours does. */
  @Override
  public void onError(Session session, Throwable failure) {
    connectionOf(session).cut();
  }

  private static ClientConnection connectionOf(Session session) {
    return ((ConnectionPrincipal) session.getUserPrincipal()).connection();
  }
}
