package io.chats.adapter.websocket.transport;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.adapter.websocket.outbound.OutboundFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.glassfish.tyrus.spi.WriterInfo;

/**
 * Puts the frames that Tyrus makes, pongs and the close frame, into the connection's queue. To
 * Tyrus they are written at once, so that it never waits for a client.
 */
final class TyrusFrameWriter extends Writer {

  private static final int HEADER = 2;
  private static final int CODE_BYTES = 2;

  private final ClientConnection connection;

  TyrusFrameWriter(ClientConnection connection) {
    this.connection = connection;
  }

  @Override
  public void write(
      ByteBuffer frame, CompletionHandler<ByteBuffer> whenWritten, WriterInfo information) {
    if (information.getMessageType() == WriterInfo.MessageType.CLOSE) {
      connection.sendLast(OutboundFrame.framed(withReasonOfCatalogue(frame)));
      whenWritten.completed(frame);
    } else {
      write(frame, whenWritten);
    }
  }

  @Override
  public void write(ByteBuffer frame, CompletionHandler<ByteBuffer> whenWritten) {
    connection.send(OutboundFrame.framed(frame));
    whenWritten.completed(frame);
  }

  /** Does nothing: Tyrus closes right after its close frame, the connection once both sides did. */
  @Override
  public void close() {}

  /**
   * For a violation that Tyrus itself finds, it has reasons of its own; clients were promised those
   * of {@link CloseCode}. Other close frames stay as they are.
   */
  private static ByteBuffer withReasonOfCatalogue(ByteBuffer frame) {
    if (frame.remaining() < HEADER + CODE_BYTES) {
      return frame;
    }
    int number = frame.getShort(frame.position() + HEADER) & 0xFFFF;
    return Stream.of(CloseCode.PROTOCOL_ERROR, CloseCode.INVALID_TEXT)
        .filter(code -> code.number() == number)
        .findFirst()
        .map(TyrusFrameWriter::closeFrame)
        .orElse(frame);
  }

  private static ByteBuffer closeFrame(CloseCode code) {
    byte[] reason = code.reason().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEADER + CODE_BYTES + reason.length)
        .put((byte) 0x88)
        .put((byte) (CODE_BYTES + reason.length))
        .putShort((short) code.number())
        .put(reason)
        .flip();
  }
}
