package io.chats.adapter.websocket.outbound;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A WebSocket frame as it goes over the wire. Any number of connections can share one: each reads
 * its bytes through a buffer of its own.
 */
public final class OutboundFrame {

  private static final int FINAL_TEXT = 0x81;
  private static final int FINAL_PING = 0x89;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;
  private static final int MAX_HEADER = 10;

  /** A ping without data. A newer one supersedes one that still waits. */
  public static final OutboundFrame PING =
      new OutboundFrame(ByteBuffer.wrap(new byte[] {(byte) FINAL_PING, 0}), Optional.of("ping"));

  private final ByteBuffer bytes;
  private final Optional<Object> topic;
  private final AtomicInteger holders = new AtomicInteger();

  private OutboundFrame(ByteBuffer bytes, Optional<Object> topic) {
    this.bytes = bytes;
    this.topic = topic;
  }

  /**
   * A text frame, in one piece and unmasked as servers send them. A lone surrogate becomes a
   * question mark, so that what is sent is always UTF-8.
   *
   * @param topic a newer frame of an equal topic supersedes this one
   */
  static OutboundFrame text(String text, Optional<Object> topic) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(MAX_HEADER + payload.length);
    frame.put((byte) FINAL_TEXT);
    putLength(payload.length, frame);
    return new OutboundFrame(frame.put(payload).flip(), topic);
  }

  /** A frame whose bytes are complete already. */
  public static OutboundFrame framed(ByteBuffer frame) {
    return new OutboundFrame(frame, Optional.empty());
  }

  private static void putLength(int length, ByteBuffer frame) {
    if (length < LENGTH_IN_16_BITS) {
      frame.put((byte) length);
    } else if (length <= 0xFFFF) {
      frame.put((byte) LENGTH_IN_16_BITS).putShort((short) length);
    } else {
      frame.put((byte) LENGTH_IN_64_BITS).putLong(length);
    }
  }

  /** Counts the frame for one more queue; only the first one adds its bytes to the budget. */
  void retain(NodeBudget budget) {
    if (holders.getAndIncrement() == 0) {
      budget.add(size());
    }
  }

  /** Undoes one {@link #retain}. */
  void release(NodeBudget budget) {
    if (holders.decrementAndGet() == 0) {
      budget.release(size());
    }
  }

  int size() {
    return bytes.remaining();
  }

  /** The bytes, for one writer. */
  ByteBuffer bytes() {
    return bytes.duplicate();
  }

  /** A newer frame of an equal topic supersedes this one; empty where none does. */
  Optional<Object> topic() {
    return topic;
  }
}
