package io.chats.benchmarks.limit;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Requests a second to an echo over NATS with jnats on both sides, with so many outstanding. */
public final class Requests implements AutoCloseable {

  private final Connection connection;
  private final byte[] body;
  private final LongAdder answered = new LongAdder();
  private volatile boolean over;

  /**
   * @param length of a request, and so of its reply
   */
  public Requests(URI bus, int length) throws IOException, InterruptedException {
    this.connection = Nats.connect(bus.toString());
    this.body = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
  }

  /** To be called once. */
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

  /** Each is followed by another one as soon as it is answered. */
  private void request() {
    var unused =
        connection
            .request(NatsEcho.SUBJECT, body)
            .whenComplete((reply, failure) -> answered(failure));
  }

  /** One that fails counts for nothing, and is followed by another one, too. */
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
