package io.chats.benchmarks.siege;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightWebSocketClient;
import io.chats.benchmarks.client.WebSocketEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Users who connect at a steady rate, ask for a sign of life, and leave. On a thread of its own.
 */
public final class Handshakes implements AutoCloseable {

  private final EventLoop loop = new EventLoop();
  private final URI server;
  private final long firstUser;
  private final long periodNanos;
  private final long limitNanos;
  private final CompletableFuture<Void> running;
  private volatile boolean ended;
  private volatile long begun;
  private volatile long inTime;
  private long nextAt = System.nanoTime();

  /**
   * @param firstUser the id of the first user; the others follow
   * @param perSecond how many connect in a second
   * @param limit within which they should get in
   */
  public Handshakes(URI server, long firstUser, int perSecond, Duration limit) throws IOException {
    this.server = server;
    this.firstUser = firstUser;
    this.periodNanos = Duration.ofSeconds(1).toNanos() / perSecond;
    this.limitNanos = limit.toNanos();
    this.running = CompletableFuture.runAsync(this::run);
  }

  private void run() {
    try {
      while (!ended) {
        connectWhenDue();
        loop.turn(2);
      }
      long end = System.nanoTime() + limitNanos;
      while (System.nanoTime() < end) {
        loop.turn(5);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connectWhenDue() throws IOException {
    long now = System.nanoTime();
    if (now - nextAt >= 0) {
      nextAt += periodNanos;
      Visitor visitor = new Visitor();
      URI uri = URI.create(server + "?token=u" + (firstUser + begun));
      begun++;
      visitor.client = LightWebSocketClient.connect(loop, uri, visitor);
    }
  }

  /** The share of those who got in within the limit, from 0 to 1; ends them all. */
  public double shareInTime() {
    ended = true;
    running.join();
    return (double) inTime / begun;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    running.join();
    loop.close();
  }

  /** One who connects. */
  private final class Visitor implements WebSocketEvents {

    private final long start = System.nanoTime();
    private LightWebSocketClient client;

    @Override
    public void opened() {
      client.send("{\"type\":\"ping\",\"data\":{}}");
    }

    @Override
    public void text(String text) {
      if (text.contains("\"pong\"") && System.nanoTime() - start <= limitNanos) {
        inTime++;
      }
      leave();
    }

    private void leave() {
      try {
        client.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void refused(String head) {
      // counts as late
    }

    @Override
    public void ended() {
      // counts as late
    }
  }
}
