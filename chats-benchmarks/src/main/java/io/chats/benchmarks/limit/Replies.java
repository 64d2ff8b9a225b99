package io.chats.benchmarks.limit;

import io.chats.benchmarks.wire.EventLoop;
import io.chats.benchmarks.wire.NatsWire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Requests a second that are answered over NATS by an echo, with so many outstanding. */
public final class Replies implements AutoCloseable {

  private final EventLoop loop = new EventLoop();
  private final NatsWire nats;
  private final String text;
  private long answered;

  /**
   * @param length of a request, and so of its reply
   */
  public Replies(URI bus, int length) throws IOException {
    this.nats = new NatsWire(loop, bus);
    this.text = "x".repeat(length);
  }

  public double perSecond(int outstanding, Duration warmUp, Duration measured) throws IOException {
    loop.run(warmUp, () -> fill(outstanding));
    return loop.perSecond(() -> answered, measured, () -> fill(outstanding));
  }

  private void fill(int outstanding) {
    while (nats.outstanding() < outstanding) {
      nats.request(NatsEcho.SUBJECT, text, reply -> answered++);
    }
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }
}
