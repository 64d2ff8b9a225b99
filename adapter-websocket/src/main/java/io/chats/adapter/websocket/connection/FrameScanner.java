package io.chats.adapter.websocket.connection;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Checks the headers of a client's frames before Tyrus sees them: Tyrus itself would buffer any
 * length, and takes frames without a mask. Finds where frames begin, how long their message
 * becomes, and whether they are allowed; payloads are not read.
 *
 * <p>After a violation it scans on as well as it can, so that the peer's close frame is seen. Not
 * safe for use by several threads.
 */
final class FrameScanner {

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;

  private static final int CONTINUATION = 0;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PONG = 10;
  private static final int MASK_BYTES = 4;
  private static final int MAX_CONTROL = 125;

  private final long limit;

  private final byte[] header = new byte[14];
  private int headerRead;
  private int headerLength = 2;
  private long payloadLeft;

  private long messageLength;
  private boolean inMessage;

  /** The payload that was read of a message that is not complete. */
  private int unfinished;

  private int extras;
  private boolean closeSeen;
  private Optional<CloseCode> violation = Optional.empty();

  /**
   * @param limit the most bytes of a message, over all its fragments
   */
  FrameScanner(long limit) {
    this.limit = limit;
  }

  /**
   * Scans further bytes.
   *
   * @param data is not changed
   * @return the number of bytes that may be passed on: all, or those before the end of the header
   *     that violates the protocol
   */
  int scan(ByteBuffer data) {
    int accepted = data.remaining();
    int position = data.position();
    while (position < data.limit()) {
      if (payloadLeft > 0) {
        long skipped = Math.min(payloadLeft, data.limit() - position);
        payloadLeft -= skipped;
        position += (int) skipped;
        countPayload((int) skipped);
      } else {
        header[headerRead++] = data.get(position++);
        boolean wasAllowed = violation.isEmpty();
        if (headerRead == headerLength) {
          readHeader();
        }
        if (wasAllowed && violation.isPresent()) {
          accepted = position - data.position() - 1;
        }
      }
    }
    return accepted;
  }

  /** The first violation. */
  Optional<CloseCode> violation() {
    return violation;
  }

  /** Returns whether the peer has sent a close frame. */
  boolean closeSeen() {
    return closeSeen;
  }

  /** The bytes of a message that were read, and wait for its end. */
  int unfinished() {
    return unfinished;
  }

  /** Takes the number of control frames and fragments since the last call. */
  int takeExtras() {
    int taken = extras;
    extras = 0;
    return taken;
  }

  /** Called with the first 2 bytes, and again with the length and the mask. */
  private void readHeader() {
    if (headerRead == 2) {
      headerLength = 2 + lengthBytes() + (isMasked() ? MASK_BYTES : 0);
    }
    if (headerRead < headerLength) {
      return;
    }
    long length = payloadLength();
    check(length);
    countExtra();
    closeSeen |= opcode() == CLOSE;
    payloadLeft = Math.max(0, length);
    countPayload(0);
    headerRead = 0;
    headerLength = 2;
  }

  private void countPayload(int read) {
    if (!isControl()) {
      unfinished = payloadLeft == 0 && isFinal() ? 0 : unfinished + read;
    }
  }

  private void check(long length) {
    if ((header[0] & RESERVED) != 0 || !isMasked() || isUnknown(opcode()) || length < 0) {
      violate(CloseCode.PROTOCOL_ERROR);
    } else if (isControl()) {
      checkControl(length);
    } else {
      checkMessage(length);
    }
  }

  private void checkControl(long length) {
    if (!isFinal() || length > MAX_CONTROL) {
      violate(CloseCode.PROTOCOL_ERROR);
    }
  }

  private void checkMessage(long length) {
    if (inMessage != (opcode() == CONTINUATION)) {
      violate(CloseCode.PROTOCOL_ERROR);
      return;
    }
    // Lengths up to 2^63-1 are possible: compare without adding.
    if (length > limit - messageLength) {
      violate(CloseCode.TOO_BIG);
      return;
    }
    messageLength = isFinal() ? 0 : messageLength + length;
    inMessage = !isFinal();
  }

  private void countExtra() {
    if (isControl() || !isFinal()) {
      extras++;
    }
  }

  private void violate(CloseCode code) {
    if (violation.isEmpty()) {
      violation = Optional.of(code);
    }
  }

  private static boolean isUnknown(int opcode) {
    return opcode > PONG || (opcode > BINARY && opcode < CLOSE);
  }

  private int opcode() {
    return header[0] & OPCODE;
  }

  private boolean isFinal() {
    return (header[0] & FINAL) != 0;
  }

  private boolean isControl() {
    return opcode() >= CLOSE;
  }

  private boolean isMasked() {
    return (header[1] & MASKED) != 0;
  }

  private int lengthBytes() {
    return switch (header[1] & LENGTH) {
      case 126 -> 2;
      case 127 -> 8;
      default -> 0;
    };
  }

  private long payloadLength() {
    ByteBuffer length = ByteBuffer.wrap(header, 2, lengthBytes());
    return switch (lengthBytes()) {
      case 2 -> length.getShort() & 0xFFFF;
      case 8 -> length.getLong();
      default -> header[1] & LENGTH;
    };
  }
}
