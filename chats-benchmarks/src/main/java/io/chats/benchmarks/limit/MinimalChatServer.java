package io.chats.benchmarks.limit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * A chat server that does as little as possible, to find the limit of the load tool itself: each
 * frame goes to both users of its chat with an id, and nothing is stored, checked or parsed. It
 * reads frames of the load tool alone, whose masks are zero and which have 126 bytes or more.
 */
public final class MinimalChatServer {

  private static final byte[] UPGRADED =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
          .getBytes(ISO_8859_1);
  private static final int HEAD = 8;
  private static final int ID_AT = "{\"type\":\"message\",\"data\":{\"messages\":[{".length();

  private final Selector selector = Selector.open();
  private final Map<Long, Half> waiting = new HashMap<>();
  private long id;

  private MinimalChatServer() throws IOException {}

  public static void main(String... arguments) throws IOException {
    MinimalChatServer mirror = new MinimalChatServer();
    ServerSocketChannel server =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.configureBlocking(false);
    server.register(mirror.selector, SelectionKey.OP_ACCEPT);
    int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    System.out.println("WebSocket ws://127.0.0.1:" + port + "/");
    System.out.println("Ready.");
    while (true) {
      mirror.turn(server);
    }
  }

  private void turn(ServerSocketChannel server) throws IOException {
    selector.select();
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isAcceptable()) {
        accept(server.accept());
      } else {
        read((Half) key.attachment());
      }
    }
    selector.selectedKeys().clear();
  }

  private void accept(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new Half(channel));
  }

  private void read(Half half) throws IOException {
    if (half.channel.read(half.in) < 0) {
      half.channel.close();
      return;
    }
    half.in.flip();
    if (half.other == null && half.in.remaining() > 0 && half.in.get(0) == 'G') {
      shakeHands(half);
    }
    while (frame(half)) {}
    half.in.compact();
    half.write();
    if (half.other != null) {
      half.other.write();
    }
  }

  private void shakeHands(Half half) {
    String request = ISO_8859_1.decode(half.in).toString();
    int token = request.indexOf("token=u") + "token=u".length();
    long user = Long.parseLong(request, token, request.indexOf(' ', token), 10);
    half.out.put(UPGRADED);
    Half first = waiting.remove(user / 2);
    if (first == null) {
      waiting.put(user / 2, half);
    } else {
      first.other = half;
      half.other = first;
    }
  }

  private boolean frame(Half half) {
    ByteBuffer in = half.in;
    if (half.other == null || in.remaining() < HEAD) {
      return false;
    }
    int length = in.getShort(in.position() + 2) & 0xffff;
    if (in.remaining() < HEAD + length) {
      return false;
    }
    byte[] number = ("\"id\":" + ++id + ",").getBytes(ISO_8859_1);
    send(half, number, length, in);
    send(half.other, number, length, in);
    in.position(in.position() + HEAD + length);
    return true;
  }

  private static void send(Half to, byte[] number, int length, ByteBuffer in) {
    int from = in.position() + HEAD;
    to.out.put((byte) 0x81).put((byte) 126).putShort((short) (length + number.length));
    to.out.put(in.slice(from, ID_AT)).put(number).put(in.slice(from + ID_AT, length - ID_AT));
  }

  /** The connection of one of both users. */
  private static final class Half {

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    private final ByteBuffer out = ByteBuffer.allocate(1024 * 1024);
    private Half other;

    Half(SocketChannel channel) {
      this.channel = channel;
    }

    void write() throws IOException {
      out.flip();
      channel.write(out);
      out.compact();
    }
  }
}
