package io.chats.benchmarks.limit;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures requests to an echo over NATS with jnats on both sides, with the given number
 * outstanding.
 */
public final class JnatsEchoes implements AutoCloseable {

  private final Connection connection;
  private final byte[] body;
  private final LongAdder answered = new LongAdder();
  private volatile boolean over;

  /**
   * Connects.
   *
   * @param length of a request, and so of its reply
   */
  public JnatsEchoes(URI bus, int length) throws IOException, InterruptedException {
    this.connection = Nats.connect(bus.toString());
    this.body = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns replies per second; to be called once. */
  public double perSecond(int outstanding, Duration warmUp, Duration measured)
      throws InterruptedException {
    for (int i = 0; i < outstanding; i++) {
      request();
    }
    TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
    long before = answered.sum();
    long start = System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(measured.toNanos());
    double rate = (answered.sum() - before) * 1e9 / (System.nanoTime() - start);
    over = true;
    return rate;
  }

  /** Sends a request; the next one follows its answer. */
  private void request() {
    var unused =
        connection
            .request(NatsEcho.SUBJECT, body)
            .whenComplete((reply, failure) -> answered(failure));
  }

  /** Counts a reply, and sends the next request also after a failure. */
  private void answered(Throwable failure) {
    if (failure == null) {
      answered.increment();
    }
    if (!over) {
      request();
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
