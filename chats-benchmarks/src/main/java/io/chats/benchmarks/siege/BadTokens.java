package io.chats.benchmarks.siege;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** Clients with tokens that are none, at a steady rate. On a thread of their own. */
public final class BadTokens implements AutoCloseable {

  /** The sockets that stay open at a time; the oldest ones are closed. */
  private static final int OPEN = 600;

  private final URI server;
  private final long periodNanos;
  private final Queue<SocketChannel> open = new ArrayDeque<>();
  private final Thread thread;
  private volatile boolean ended;
  private volatile long opened;

  public BadTokens(URI server, int perSecond) {
    this.server = server;
    this.periodNanos = Duration.ofSeconds(1).toNanos() / perSecond;
    this.thread = Thread.ofPlatform().daemon().name("bad tokens").start(this::run);
  }

  /** The number of clients that have come so far. */
  public long opened() {
    return opened;
  }

  private void run() {
    long next = System.nanoTime();
    while (!ended) {
      try {
        connect();
        next += periodNanos;
        Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      } catch (IOException | InterruptedException refused) {
        next = Math.max(next, System.nanoTime());
      }
    }
  }

  private void connect() throws IOException {
    SocketChannel socket =
        SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    open.add(socket);
    socket.configureBlocking(false);
    socket.write(ByteBuffer.wrap(StubbornSockets.handshake(server, "none" + opened)));
    opened++;
    if (open.size() > OPEN) {
      open.remove().close();
    }
  }

  @Override
  public void close() throws IOException {
    ended = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel socket : open) {
      socket.close();
    }
  }
}
