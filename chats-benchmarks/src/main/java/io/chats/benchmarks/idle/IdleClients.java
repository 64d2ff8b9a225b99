package io.chats.benchmarks.idle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Many clients on the caller's thread, which connect, send nothing, and answer pings. They share
 * one buffer, and little is kept for each.
 */
public final class IdleClients implements AutoCloseable {

  private static final int AT_ONCE = 100;
  private static final int PING = 0x89;
  private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};

  private final URI server;
  private final long firstUser;
  private final Selector selector;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final Queue<SocketChannel> opening = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
  private int open;

  IdleClients(URI server) throws IOException {
    this(server, 1);
  }

  /**
   * @param firstUser the id of the first one's user; the others follow
   */
  public IdleClients(URI server, long firstUser) throws IOException {
    this.server = server;
    this.firstUser = firstUser;
    this.selector = Selector.open();
  }

  /** Connects more clients, each as a user of its own; returns when all are connected. */
  public void connect(int count) throws IOException {
    int wanted = open + count;
    while (open < wanted) {
      while (opening.size() < AT_ONCE && channels.size() < wanted) {
        begin(firstUser + channels.size());
      }
      turn(100);
    }
  }

  /** Answers pings for the given time. */
  public void idle(long millis) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      turn(50);
    }
  }

  private void begin(long user) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    channel.configureBlocking(false);
    String request =
        "GET "
            + server.getPath()
            + "?token=u"
            + user
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
    channel.register(selector, SelectionKey.OP_READ);
    channels.add(channel);
    opening.add(channel);
  }

  private void turn(long millis) throws IOException {
    selector.select(millis);
    for (SelectionKey key : selector.selectedKeys()) {
      read((SocketChannel) key.channel());
    }
    selector.selectedKeys().clear();
  }

  private void read(SocketChannel channel) throws IOException {
    buffer.clear();
    if (channel.read(buffer) < 0) {
      throw new IOException("the server closed a connection; " + open + " were open");
    }
    buffer.flip();
    if (opening.remove(channel)) {
      finishHandshake();
      open++;
    }
    while (buffer.remaining() >= 2) {
      if ((buffer.get() & 0xFF) == PING && buffer.get() == 0) {
        channel.write(ByteBuffer.wrap(PONG));
      }
    }
  }

  /** Checks the answer to a handshake, which is so short that it arrives in one piece. */
  private void finishHandshake() throws IOException {
    String head = US_ASCII.decode(buffer).toString();
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException("the handshake was answered with " + head);
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
