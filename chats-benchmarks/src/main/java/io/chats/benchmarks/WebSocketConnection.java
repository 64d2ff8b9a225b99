package io.chats.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * A light WebSocket client for one selecting thread: text frames both ways, pings answered, nothing
 * else. Masks with zero, which servers must accept and which costs nothing.
 */
final class WebSocketConnection {

  private static final int OPCODE_TEXT = 0x1;
  private static final int OPCODE_CLOSE = 0x8;
  private static final int OPCODE_PING = 0x9;
  private static final int OPCODE_PONG = 0xA;

  private final SocketChannel channel;
  private final Consumer<byte[]> onText;
  private ByteBuffer in = ByteBuffer.allocate(1 << 16);
  private ByteBuffer out = ByteBuffer.allocate(1 << 16);

  private WebSocketConnection(SocketChannel channel, Consumer<byte[]> onText) {
    this.channel = channel;
    this.onText = onText;
  }

  /** Connects and shakes hands, blocking; the channel does not block afterwards. */
  static WebSocketConnection connect(URI uri, Consumer<byte[]> onText) throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    WebSocketConnection connection = new WebSocketConnection(channel, onText);
    connection.shakeHands(uri);
    channel.configureBlocking(false);
    return connection;
  }

  SocketChannel channel() {
    return channel;
  }

  private void shakeHands(URI uri) throws IOException {
    String request =
        "GET "
            + uri.getRawPath()
            + "?"
            + uri.getRawQuery()
            + " HTTP/1.1\r\nHost: "
            + uri.getHost()
            + ":"
            + uri.getPort()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(ISO_8859_1)));
    int end;
    do {
      if (channel.read(in) < 0) {
        throw new IOException("closed during the handshake");
      }
      end = new String(in.array(), 0, in.position(), ISO_8859_1).indexOf("\r\n\r\n");
    } while (end < 0);
    String status = new String(in.array(), 0, in.position(), ISO_8859_1).lines().findFirst().get();
    if (!status.contains(" 101")) {
      throw new IOException(status);
    }
    in.flip().position(end + 4);
    in.compact();
  }

  /** Adds a text frame to what {@link #flush} writes. */
  void send(byte[] text) {
    frame(OPCODE_TEXT, text);
  }

  void send(String text) {
    send(text.getBytes(UTF_8));
  }

  /** Writes what waits; false when some still does. */
  boolean flush() throws IOException {
    out.flip();
    channel.write(out);
    out.compact();
    return out.position() == 0;
  }

  /** Reads what is there; false when the peer has closed. */
  boolean read() throws IOException {
    int count = channel.read(in);
    in.flip();
    boolean open = count >= 0;
    while (open && hasFrame()) {
      open = takeFrame();
    }
    in.compact();
    return open;
  }

  private boolean hasFrame() {
    int available = in.remaining();
    if (available < 2) {
      return false;
    }
    long total = headerLength() <= available ? headerLength() + payloadLength() : Long.MAX_VALUE;
    if (total > in.capacity() && total != Long.MAX_VALUE) {
      ByteBuffer larger = ByteBuffer.allocate(Integer.highestOneBit((int) total) * 2);
      larger.put(in).flip();
      in = larger;
    }
    return total <= available;
  }

  private int headerLength() {
    int length = in.get(in.position() + 1) & 0x7f;
    return length < 126 ? 2 : length == 126 ? 4 : 10;
  }

  private long payloadLength() {
    int start = in.position();
    int length = in.get(start + 1) & 0x7f;
    return switch (length) {
      case 126 -> in.getShort(start + 2) & 0xffff;
      case 127 -> in.getLong(start + 2);
      default -> length;
    };
  }

  private boolean takeFrame() {
    int opcode = in.get(in.position()) & 0x0f;
    byte[] payload = new byte[(int) payloadLength()];
    in.position(in.position() + headerLength());
    in.get(payload);
    switch (opcode) {
      case OPCODE_TEXT -> onText.accept(payload);
      case OPCODE_PING -> frame(OPCODE_PONG, payload);
      default -> {}
    }
    return opcode != OPCODE_CLOSE;
  }

  private void frame(int opcode, byte[] payload) {
    makeRoom(payload.length + 14);
    out.put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      out.put((byte) (0x80 | payload.length));
    } else {
      out.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    out.putInt(0).put(payload);
  }

  private void makeRoom(int bytes) {
    if (out.remaining() < bytes) {
      ByteBuffer larger = ByteBuffer.allocate((out.position() + bytes) * 2);
      larger.put(out.flip());
      out = larger;
    }
  }
}
