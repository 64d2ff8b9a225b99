package io.chats.benchmarks.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection of an {@link EventLoop}, to be used by the loop's thread alone. */
abstract class LightClient {

  private static final int SIZE = 4 * 1024;

  private final EventLoop loop;
  private final SocketChannel channel;
  private ByteBuffer in = ByteBuffer.allocate(SIZE);
  private ByteBuffer out = ByteBuffer.allocate(SIZE);
  private boolean waitsToWrite;

  LightClient(EventLoop loop, InetSocketAddress server) throws IOException {
    this.loop = loop;
    this.channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    loop.add(this);
  }

  final SocketChannel channel() {
    return channel;
  }

  /**
   * Takes one whole frame or line from the data that was read; returns false and takes nothing if
   * it is incomplete.
   */
  abstract boolean take(ByteBuffer in) throws IOException;

  static String text(ByteBuffer in, int from, int length) {
    return new String(in.array(), in.arrayOffset() + from, length, ISO_8859_1);
  }

  /** Called when the other side has closed. */
  abstract void ended() throws IOException;

  public final void close() throws IOException {
    channel.close();
  }

  /** Returns the buffer for data to send, with room for the given number of bytes. */
  final ByteBuffer out(int bytes) {
    if (out.remaining() < bytes) {
      ByteBuffer larger = ByteBuffer.allocate((out.position() + bytes) * 2);
      out = larger.put(out.flip());
    }
    if (!waitsToWrite) {
      waitsToWrite = true;
      loop.hasSomethingToWrite(this);
    }
    return out;
  }

  /** Writes; returns false if data still waits. */
  final boolean written() throws IOException {
    if (!channel.isOpen()) {
      return true;
    }
    out.flip();
    try {
      channel.write(out);
    } catch (IOException gone) { // the next read reports it
      out.position(out.limit());
    }
    out.compact();
    waitsToWrite = out.position() > 0;
    return !waitsToWrite;
  }

  final void readable() throws IOException {
    int count = read();
    in.flip();
    while (take(in)) {}
    in.compact();
    if (!in.hasRemaining()) {
      ByteBuffer larger = ByteBuffer.allocate(in.capacity() * 4);
      in = larger.put(in.flip());
    }
    if (count < 0) {
      close();
      ended();
    }
  }

  private int read() {
    try {
      return channel.isOpen() ? channel.read(in) : 0;
    } catch (IOException reset) {
      return -1;
    }
  }
}
