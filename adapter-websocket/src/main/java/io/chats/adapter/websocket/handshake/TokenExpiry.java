package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.domain.port.TokenVerifier.Accepted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes connections whose token expires (4401). */
public final class TokenExpiry {

  /** Further ahead nothing is planned; and durations further ahead overflow. */
  private static final Duration FURTHEST = Duration.ofDays(365);

  private final Clock clock;
  private final ScheduledExecutorService scheduler;

  public TokenExpiry(Clock clock, ScheduledExecutorService scheduler) {
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /**
   * Watches over one token.
   *
   * @return ends the watch
   */
  public Runnable watch(Accepted accepted, ClientConnection connection) {
    Instant now = clock.instant();
    return accepted
        .expiresAt()
        .filter(end -> end.isBefore(now.plus(FURTHEST)))
        .map(end -> closing(connection, Duration.between(now, end)))
        .orElse(() -> {});
  }

  private Runnable closing(ClientConnection connection, Duration in) {
    Future<?> timer =
        scheduler.schedule(
            () -> connection.close(CloseCode.NO_VALID_TOKEN), in.toNanos(), TimeUnit.NANOSECONDS);
    return () -> timer.cancel(false);
  }
}
