package io.chats.benchmarks.siege;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Sockets that send something, never read, send a few bytes now and then so that they do not seem
 * dead, and are opened anew when the server has closed them. On a thread of their own.
 */
public final class StubbornSockets implements AutoCloseable {

  /** A pong that answers no ping, with a mask of zeros. */
  public static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};

  private static final int RECEIVE_BUFFER = 4 * 1024;

  private final InetSocketAddress server;
  private final IntFunction<byte[]> opening;
  private final byte[] later;
  private final Duration period;
  private final List<SocketChannel> sockets = new ArrayList<>();
  private final Thread thread;
  private volatile boolean ended;
  private volatile long opened;

  /**
   * Opens sockets.
   *
   * @param opening what the socket with that number sends first, counted over all that are opened
   * @param later what each sends once in every period
   */
  public StubbornSockets(
      URI server, int count, IntFunction<byte[]> opening, byte[] later, Duration period) {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.opening = opening;
    this.later = later;
    this.period = period;
    IntStream.range(0, count).forEach(i -> sockets.add(null));
    this.thread = Thread.ofPlatform().daemon().name("siege").start(this::run);
  }

  /**
   * A handshake with a token, and frames that are sent without waiting for its answer.
   *
   * @param frames of up to 125 bytes
   */
  public static byte[] handshake(URI server, String token, String... frames) {
    String head =
        "GET %s?token=%s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                .formatted(server.getPath(), token, server.getAuthority())
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    ByteBuffer bytes = ByteBuffer.allocate(head.length() + 64 * 1024);
    bytes.put(head.getBytes(US_ASCII));
    for (String frame : frames) {
      bytes.put((byte) 0x81).put((byte) (0x80 | frame.length()));
      bytes.putInt(0).put(frame.getBytes(US_ASCII));
    }
    byte[] all = new byte[bytes.flip().remaining()];
    bytes.get(all);
    return all;
  }

  /** The number of sockets that were opened so far. */
  public long opened() {
    return opened;
  }

  private void run() {
    while (!ended) {
      long start = System.nanoTime();
      for (int i = 0; i < sockets.size() && !ended; i++) {
        sockets.set(i, keptOpen(sockets.get(i)));
      }
      pause(period.toNanos() - (System.nanoTime() - start));
    }
  }

  private SocketChannel keptOpen(SocketChannel socket) {
    try {
      if (socket != null) {
        socket.write(ByteBuffer.wrap(later));
        return socket;
      }
    } catch (IOException closedByTheServer) {
      close(socket);
    }
    return open();
  }

  private SocketChannel open() {
    SocketChannel socket = null;
    try {
      socket = SocketChannel.open();
      socket.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      socket.connect(server);
      socket.write(ByteBuffer.wrap(opening.apply((int) opened)));
      socket.configureBlocking(false);
      opened++;
      return socket;
    } catch (IOException refused) {
      close(socket);
      return null;
    }
  }

  private static void close(SocketChannel socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(Math.max(0, nanos)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes all sockets. */
  @Override
  public void close() {
    ended = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sockets.forEach(StubbornSockets::close);
  }
}
