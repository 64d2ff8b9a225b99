package io.chats.adapter.websocket.connection;

import io.chats.adapter.websocket.settings.SessionTiming;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * Checks all connections regularly: pings peers, cuts silent ones and expires pending handshakes.
 * One timer serves all, instead of some for each connection.
 */
public final class ConnectionWatchdog implements AutoCloseable {

  private static final long MAX_PERIOD_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int CHECKS_PER_TIMEOUT = 10;

  private final Connections connections;
  private final LongConsumer expireHandshakes;
  private final Future<?> timer;

  /**
   * @param expireHandshakes is called with the time in nanoseconds
   */
  public ConnectionWatchdog(
      Connections connections,
      LongConsumer expireHandshakes,
      SessionTiming timing,
      ScheduledExecutorService scheduler) {
    this.connections = connections;
    this.expireHandshakes = expireHandshakes;
    long period = periodNanos(timing);
    this.timer =
        scheduler.scheduleWithFixedDelay(this::check, period, period, TimeUnit.NANOSECONDS);
  }

  private static long periodNanos(SessionTiming timing) {
    return LongStream.of(
            MAX_PERIOD_NANOS,
            timing.handshake().toNanos() / CHECKS_PER_TIMEOUT,
            timing.ping().toNanos() / CHECKS_PER_TIMEOUT,
            timing.silence().toNanos() / CHECKS_PER_TIMEOUT)
        .min()
        .getAsLong();
  }

  private void check() {
    long now = System.nanoTime();
    expireHandshakes.accept(now);
    connections.snapshot().forEach(connection -> connection.keepAlive(now));
  }

  @Override
  public void close() {
    timer.cancel(false);
  }
}
