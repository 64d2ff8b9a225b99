package io.chats.adapter.websocket.transport;

import io.chats.adapter.websocket.connection.ClientConnection;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;

/**
 * Hands what Tyrus has read to the connection, which every session carries as its principal. One
 * instance serves all. Public only since Tyrus calls it by reflection.
 */
public final class TyrusEndpoint extends Endpoint {

  TyrusEndpoint() {}

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    ClientConnection connection = connectionOf(session);
    session.addMessageHandler(
        String.class, (MessageHandler.Whole<String>) connection::receivedText);
    session.addMessageHandler(
        ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) bytes -> connection.receivedBinary());
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    connectionOf(session).closedByTyrus();
  }

  /** Tyrus' way to say that a handler has failed, which none of ours does. */
  @Override
  public void onError(Session session, Throwable failure) {
    connectionOf(session).cut();
  }

  private static ClientConnection connectionOf(Session session) {
    return ((ConnectionPrincipal) session.getUserPrincipal()).connection();
  }
}
