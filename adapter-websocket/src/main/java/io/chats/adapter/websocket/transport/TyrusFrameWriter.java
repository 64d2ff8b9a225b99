package io.chats.adapter.websocket.transport;

import io.chats.adapter.websocket.connection.ClientConnection;
import java.nio.ByteBuffer;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.glassfish.tyrus.spi.WriterInfo;

/**
 * Takes Tyrus' own frames, pongs and the close frame, into the connection's queue. To Tyrus they
 * are written at once, so that it never waits for a client.
 */
final class TyrusFrameWriter extends Writer {

  private final ClientConnection connection;

  TyrusFrameWriter(ClientConnection connection) {
    this.connection = connection;
  }

  @Override
  public void write(
      ByteBuffer frame, CompletionHandler<ByteBuffer> whenWritten, WriterInfo information) {
    if (information.getMessageType() == WriterInfo.MessageType.CLOSE) {
      connection.sendCloseFromTyrus(CloseFrame.inTheWordsOfTheCatalogue(frame));
      whenWritten.completed(frame);
    } else {
      write(frame, whenWritten);
    }
  }

  @Override
  public void write(ByteBuffer frame, CompletionHandler<ByteBuffer> whenWritten) {
    connection.sendFromTyrus(frame);
    whenWritten.completed(frame);
  }

  /** Tyrus closes right after its close frame; the connection knows better when to. */
  @Override
  public void close() {}
}
