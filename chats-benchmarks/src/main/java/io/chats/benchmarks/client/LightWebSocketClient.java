package io.chats.benchmarks.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;

/**
 * A light WebSocket client: unfragmented text frames in both directions, answers to pings, nothing
 * else. Its masks are zero, which servers must accept and which costs nothing. Texts are ASCII.
 */
public final class LightWebSocketClient extends LightClient {

  private static final int OPCODE_TEXT = 0x1;
  private static final int OPCODE_PING = 0x9;
  private static final int OPCODE_PONG = 0xA;

  private final URI uri;
  private final WebSocketEvents events;
  private boolean open;
  private boolean refused;

  private LightWebSocketClient(EventLoop loop, URI uri, WebSocketEvents events) throws IOException {
    super(loop, new InetSocketAddress(uri.getHost(), uri.getPort()));
    this.uri = uri;
    this.events = events;
  }

  /** Connects; turns of the loop finish the handshake. */
  public static LightWebSocketClient connect(EventLoop loop, URI uri, WebSocketEvents events)
      throws IOException {
    LightWebSocketClient wire = new LightWebSocketClient(loop, uri, events);
    wire.shakeHands();
    return wire;
  }

  /** Returns whether the handshake is done and the connection is open. */
  public boolean isOpen() {
    return open && channel().isOpen();
  }

  private void shakeHands() {
    byte[] request =
        """
        GET %s?%s HTTP/1.1\r
        Host: %s\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Version: 13\r
        \r
        """
            .formatted(uri.getRawPath(), uri.getRawQuery(), uri.getAuthority())
            .getBytes(ISO_8859_1);
    out(request.length).put(request);
  }

  /** Sends a text frame at the end of this turn. */
  public void send(String text) {
    frame(OPCODE_TEXT, text.getBytes(ISO_8859_1));
  }

  @Override
  boolean take(ByteBuffer in) throws IOException {
    return open ? takeFrame(in) : takeHandshake(in);
  }

  private boolean takeHandshake(ByteBuffer in) throws IOException {
    String head = text(in, in.position(), in.remaining());
    int end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    if (!head.startsWith("HTTP/1.1 101")) {
      in.position(in.limit());
      refused = true;
      close();
      events.refused(head);
      return false;
    }
    in.position(in.position() + end + 4);
    open = true;
    events.opened();
    return true;
  }

  private boolean takeFrame(ByteBuffer in) {
    if (in.remaining() < 2) {
      return false;
    }
    int start = in.position();
    int header = headerLength(in.get(start + 1));
    if (in.remaining() < header || in.remaining() < header + payloadLength(in, start)) {
      return false;
    }
    int length = payloadLength(in, start);
    String payload = text(in, start + header, length);
    in.position(start + header + length);
    take(in.get(start) & 0x0f, payload);
    return true;
  }

  private void take(int opcode, String payload) {
    switch (opcode) {
      case OPCODE_TEXT -> events.text(payload);
      case OPCODE_PING -> frame(OPCODE_PONG, payload.getBytes(ISO_8859_1));
      default -> {}
    }
  }

  private static int headerLength(int second) {
    int length = second & 0x7f;
    return length < 126 ? 2 : length == 126 ? 4 : 10;
  }

  private static int payloadLength(ByteBuffer in, int start) {
    int length = in.get(start + 1) & 0x7f;
    return switch (length) {
      case 126 -> in.getShort(start + 2) & 0xffff;
      case 127 -> Math.toIntExact(in.getLong(start + 2));
      default -> length;
    };
  }

  private void frame(int opcode, byte[] payload) {
    ByteBuffer out = out(payload.length + 14);
    out.put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      out.put((byte) (0x80 | payload.length));
    } else {
      out.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    out.putInt(0).put(payload);
  }

  @Override
  void ended() throws IOException {
    if (!refused) {
      events.ended();
    }
  }
}
