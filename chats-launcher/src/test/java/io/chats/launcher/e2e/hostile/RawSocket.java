package io.chats.launcher.e2e.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;

/** A socket of a client that follows no rules. */
final class RawSocket implements AutoCloseable {

  /** What one read of the head of a response may take. */
  private static final int TIMEOUT_MS = 30_000;

  private static final int FINAL = 0x80;
  private static final int TEXT = 1;
  private static final int PONG = 10;

  /** A mask of zeros is allowed, and leaves the bytes as they are. */
  private static final byte[] MASK = new byte[4];

  private final Socket socket;

  private RawSocket(Socket socket) {
    this.socket = socket;
  }

  /**
   * @param from the address of the client on this machine, such as {@code 127.0.0.7}
   * @param receiveBuffer bytes of the kernel; 0 for the default
   */
  static RawSocket connect(URI address, String from, int receiveBuffer) throws IOException {
    Socket socket = new Socket();
    try {
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.setTcpNoDelay(true);
      return new RawSocket(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Asks for a WebSocket, and returns the status of the answer. */
  int upgrade(URI address, String token, String options) throws IOException {
    String target = address.getPath() + "?token=" + token + options;
    write(
        ("GET " + target + " HTTP/1.1\r\nHost: " + address.getAuthority())
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
            + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    return Integer.parseInt(readHead().split(" ", 3)[1]);
  }

  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  void text(String text) throws IOException {
    frame(TEXT, text.getBytes(UTF_8));
  }

  void pong() throws IOException {
    frame(PONG, new byte[0]);
  }

  /** Blocks until the server closes, for 30 s at most. */
  void awaitEnd() throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // What it says does not matter.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void frame(int opcode, byte[] payload) throws IOException {
    if (payload.length > 125) {
      throw new IllegalArgumentException("only short frames are sent");
    }
    ByteBuffer frame = ByteBuffer.allocate(2 + MASK.length + payload.length);
    frame.put((byte) (FINAL | opcode)).put((byte) (FINAL | payload.length)).put(MASK).put(payload);
    socket.getOutputStream().write(frame.array());
  }

  private String readHead() throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
