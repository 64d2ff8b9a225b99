package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.document.FrameSchemas;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A client that can send any bytes. It reads only when asked to; a read that takes too long fails.
 */
public final class RawClient implements AutoCloseable {

  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  static final int PONG = 10;
  public static final int FINAL = 0x80;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final byte[] MASK = {1, 2, 3, 4};
  private static final FrameSchemas DESCRIBED = FrameSchemas.toClients();

  private final Socket socket;
  private final OutputStream out;
  private final DataInputStream in;

  /** A frame from the server. */
  record Frame(int opcode, ByteBuffer payload) {

    String text() {
      return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
    }

    /** The code and reason of a close frame. */
    String close() {
      ByteBuffer bytes = payload.duplicate();
      return bytes.getShort() + " " + StandardCharsets.UTF_8.decode(bytes);
    }
  }

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** A connection on which nothing was sent. */
  static RawClient connect(RunningServer server) {
    return connect(server, 0);
  }

  /**
   * @param receiveBuffer the kernel's buffer in bytes; 0 for the default
   */
  static RawClient connect(RunningServer server, int receiveBuffer) {
    return connectTo(server.port(), receiveBuffer);
  }

  static RawClient connectTo(int port, int receiveBuffer) {
    try {
      Socket socket = new Socket();
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.setTcpNoDelay(true);
      return new RawClient(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a session of the user, and waits until the application knows it. */
  static RawClient join(RunningServer server, long user) {
    return join(server, user, 0);
  }

  static RawClient join(RunningServer server, long user, int receiveBuffer) {
    int before = server.gateway().openedBy(user).size();
    RawClient client = connect(server, receiveBuffer);
    client.upgrade("/ws/?token=u" + user);
    eventually().until(() -> server.gateway().openedBy(user).size() > before);
    return client;
  }

  /** Requests an upgrade, and reads the whole response. */
  String upgrade(String target, String... headers) {
    return request("GET " + target + " HTTP/1.1", headers);
  }

  /** Requests an upgrade, and does not wait for the response. */
  RawClient askForUpgrade(String target) {
    return write(http(GOOD_REQUEST.replace("/ws/?token=u1", target)));
  }

  String request(String line, String... headers) {
    StringBuilder request = new StringBuilder(line).append("\r\nHost: test\r\n");
    request.append("Upgrade: websocket\r\nConnection: Upgrade\r\n");
    request.append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    return readHttpHead();
  }

  /** A correct upgrade request; {@code \n} stands for the CRLF at the end of a line. */
  static final String GOOD_REQUEST =
      """
      GET /ws/?token=u1 HTTP/1.1
      Host: x
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """;

  static byte[] http(String lines) {
    return lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  String readHttpHead() {
    StringBuilder head = new StringBuilder();
    try {
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readUnsignedByte());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(head.toString(), e);
    }
    return head.toString();
  }

  RawClient write(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  RawClient text(String text) {
    return write(textFrame(text));
  }

  static byte[] textFrame(String text) {
    return frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  RawClient send(int first, byte[] payload) {
    return write(frame(first, payload));
  }

  /** A masked frame; {@code first} is its first byte. */
  public static byte[] frame(int first, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(header(first, payload.length));
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i % MASK.length]);
    }
    return frame.toByteArray();
  }

  /** The first bytes of a masked frame of that length, up to its mask. */
  public static byte[] header(int first, long length) {
    ByteBuffer header = ByteBuffer.allocate(10).put((byte) first);
    if (length < 126) {
      header.put((byte) (0x80 | length));
    } else if (length < 65536) {
      header.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      header.put((byte) (0x80 | 127)).putLong(length);
    }
    byte[] bytes = new byte[header.position()];
    header.flip().get(bytes);
    return bytes;
  }

  /**
   * Reads the next frame; fails at the end of the connection, and for a text that the document does
   * not describe.
   */
  Frame read() {
    try {
      int opcode = in.readUnsignedByte() & 0x0F;
      int length = in.readUnsignedByte();
      long size =
          switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> length;
          };
      byte[] payload = new byte[Math.toIntExact(size)];
      in.readFully(payload);
      Frame frame = new Frame(opcode, ByteBuffer.wrap(payload));
      if (opcode == TEXT) {
        assertThat(DESCRIBED.violations(frame.text())).isEmpty();
      }
      return frame;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String readText() {
    return read().text();
  }

  /** Reads until the close frame, and returns its code and reason. */
  String readClose() {
    Frame frame = read();
    while (frame.opcode() != CLOSE) {
      frame = read();
    }
    return frame.close();
  }

  /** Returns whether the server has sent bytes that were not read yet. */
  boolean hasInput() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether the server has closed the connection without another byte. */
  boolean isAtEnd() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return e.getMessage().contains("reset");
    }
  }

  /** Reads from now on, on a thread of its own. */
  void drainInBackground() {
    Thread.ofVirtual()
        .start(() -> {
          try {
            drain();
          } catch (UncheckedIOException e) {
            // The test closed the connection.
          }
        });
  }

  /** Reads until the end of the connection. */
  void drain() {
    try {
      in.skipNBytes(Long.MAX_VALUE);
    } catch (EOFException e) {
      // The end of the connection was expected.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the output; reading stays possible. */
  void endOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
