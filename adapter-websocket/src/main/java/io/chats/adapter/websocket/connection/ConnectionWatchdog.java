package io.chats.adapter.websocket.connection;

import io.chats.adapter.websocket.handshake.PendingHandshakes;
import io.chats.adapter.websocket.settings.SessionTiming;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Looks after all connections now and then: ends stalled handshakes, pings peers and cuts silent
 * ones. One timer for all, instead of some for each.
 */
public final class ConnectionWatchdog implements AutoCloseable {

  private static final long SLOWEST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int LOOKS_PER_TIME_OUT = 10;

  private final PendingHandshakes pending;
  private final Connections connections;
  private final Future<?> timer;

  public ConnectionWatchdog(
      PendingHandshakes pending,
      Connections connections,
      SessionTiming timing,
      ScheduledExecutorService scheduler) {
    this.pending = pending;
    this.connections = connections;
    long period = periodNanos(timing);
    this.timer = scheduler.scheduleWithFixedDelay(this::look, period, period, TimeUnit.NANOSECONDS);
  }

  private static long periodNanos(SessionTiming timing) {
    return LongStream.of(
            SLOWEST_NANOS,
            timing.handshake().toNanos() / LOOKS_PER_TIME_OUT,
            timing.ping().toNanos() / LOOKS_PER_TIME_OUT,
            timing.silence().toNanos() / LOOKS_PER_TIME_OUT)
        .min()
        .getAsLong();
  }

  private void look() {
    long now = System.nanoTime();
    pending.expire(now);
    connections.snapshot().forEach(connection -> connection.keepAlive(now));
  }

  @Override
  public void close() {
    timer.cancel(false);
  }
}
