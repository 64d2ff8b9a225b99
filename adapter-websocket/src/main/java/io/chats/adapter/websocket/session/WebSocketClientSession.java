package io.chats.adapter.websocket.session;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.adapter.websocket.outbound.EventFraming;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClientSession;

/** The port through which the application sends to one session. */
final class WebSocketClientSession implements ClientSession {

  private final SessionId id;
  private final UserId user;
  private final ClientConnection connection;
  private final EventFraming framing;

  WebSocketClientSession(
      SessionId id, UserId user, ClientConnection connection, EventFraming framing) {
    this.id = id;
    this.user = user;
    this.connection = connection;
    this.framing = framing;
  }

  @Override
  public SessionId id() {
    return id;
  }

  @Override
  public UserId user() {
    return user;
  }

  @Override
  public void send(SharedEvent event) {
    if (connection.isOpen()) {
      connection.send(framing.frame(event));
    }
  }

  @Override
  public boolean sendPaced(SharedEvent event) {
    return connection.awaitReader() && connection.sendPaced(framing.frame(event));
  }

  @Override
  public void close(CloseReason reason) {
    switch (reason) {
      case TOKEN_EXPIRED -> connection.close(CloseCode.NO_VALID_TOKEN);
      case TRY_LATER -> connection.close(CloseCode.TRY_LATER);
      case STOPPING -> connection.sendAway();
    }
  }

  /** Contains no data of the user but the id. */
  @Override
  public String toString() {
    return "session " + id + " of user " + user;
  }
}
