package io.chats.benchmarks.limit;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightNatsClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Measures requests to an echo over NATS from the light client of this module, with the given
 * number outstanding.
 */
public final class LightNatsEchoes implements AutoCloseable {

  private final EventLoop loop = new EventLoop();
  private final LightNatsClient nats;
  private final String text;
  private long answered;

  /**
   * Connects.
   *
   * @param length of a request, and so of its reply
   */
  public LightNatsEchoes(URI bus, int length) throws IOException {
    this.nats = new LightNatsClient(loop, bus);
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
