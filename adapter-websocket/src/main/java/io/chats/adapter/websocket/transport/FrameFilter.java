package io.chats.adapter.websocket.transport;

import io.chats.adapter.websocket.connection.ClientConnection;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/** Notifies connections of what their sockets receive, and of their end. */
final class FrameFilter extends BaseFilter {

  private final Attribute<ClientConnection> connectionOf;

  FrameFilter(Attribute<ClientConnection> connectionOf) {
    this.connectionOf = connectionOf;
  }

  @Override
  public NextAction handleRead(FilterChainContext context) {
    Connection<?> socket = context.getConnection();
    Buffer data = context.getMessage();
    try {
      connectionOf.get(socket).received(data.toByteBuffer());
    } catch (RuntimeException e) {
      // Tyrus may throw, whatever a client sends; Grizzly would log that.
      socket.terminateSilently();
    } finally {
      data.tryDispose();
    }
    return context.getStopAction();
  }

  @Override
  public NextAction handleClose(FilterChainContext context) {
    connectionOf.get(context.getConnection()).socketClosed();
    return context.getStopAction();
  }
}
