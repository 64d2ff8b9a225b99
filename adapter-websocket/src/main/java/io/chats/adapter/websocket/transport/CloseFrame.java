package io.chats.adapter.websocket.transport;

import io.chats.adapter.websocket.connection.CloseCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** A close frame on its way out: two bytes of header, then the code and the reason. */
final class CloseFrame {

  private static final int HEADER = 2;
  private static final int CODE_BYTES = 2;

  private CloseFrame() {}

  /**
   * What Tyrus itself finds wrong with a client's frames it words in its own way; clients were
   * promised the catalogue's reasons.
   *
   * @return the frame with the catalogue's reason, or as it is where that says more
   */
  static ByteBuffer inTheWordsOfTheCatalogue(ByteBuffer frame) {
    return code(frame).map(CloseFrame::of).orElse(frame);
  }

  private static Optional<CloseCode> code(ByteBuffer frame) {
    if (frame.remaining() < HEADER + CODE_BYTES) {
      return Optional.empty();
    }
    int number = frame.getShort(frame.position() + HEADER) & 0xFFFF;
    return Stream.of(CloseCode.PROTOCOL_ERROR, CloseCode.INVALID_TEXT)
        .filter(code -> code.number() == number)
        .findFirst();
  }

  private static ByteBuffer of(CloseCode code) {
    byte[] reason = code.reason().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEADER + CODE_BYTES + reason.length)
        .put((byte) 0x88)
        .put((byte) (CODE_BYTES + reason.length))
        .putShort((short) code.number())
        .put(reason)
        .flip();
  }
}
