package io.chats.benchmarks.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One connection of an {@link EventLoop}, whose thread alone may use it. */
abstract class Wire {

  private static final int SIZE = 4 * 1024;

  private final EventLoop loop;
  private final SocketChannel channel;
  private ByteBuffer in = ByteBuffer.allocate(SIZE);
  private ByteBuffer out = ByteBuffer.allocate(SIZE);
  private boolean waitsToWrite;

  Wire(EventLoop loop, InetSocketAddress server) throws IOException {
    this.loop = loop;
    this.channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    loop.add(this);
  }

  final SocketChannel channel() {
    return channel;
  }

  /**
   * Takes one whole unit from what was read; false, and nothing taken, when it is not there yet.
   */
  abstract boolean take(ByteBuffer in) throws IOException;

  static String text(ByteBuffer in, int from, int length) {
    return new String(in.array(), in.arrayOffset() + from, length, ISO_8859_1);
  }

  /** The other side has closed. */
  abstract void ended() throws IOException;

  public final void close() throws IOException {
    channel.close();
  }

  /** Where to put what is to be sent, with room for so many bytes. */
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

  /** Writes; false when some still waits. */
  final boolean written() throws IOException {
    if (!channel.isOpen()) {
      return true;
    }
    out.flip();
    try {
      channel.write(out);
    } catch (IOException gone) { // reading tells
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
