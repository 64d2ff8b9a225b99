package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.adapter.websocket.outbound.EventFraming;
import io.chats.domain.event.ClientEvent.RequestFailed;
import io.chats.domain.port.TokenVerifier;
import io.chats.domain.port.TokenVerifier.Accepted;
import io.chats.domain.refusal.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes connections without a valid token, and those whose token expires (4401; spec 6). */
public final class Authentication {

  /** No timer is set for tokens that live longer: their remaining time could overflow. */
  private static final Duration MAX_TIMER = Duration.ofDays(365);

  private final TokenVerifier tokens;
  private final EventFraming framing;
  private final Clock clock;
  private final ScheduledExecutorService scheduler;

  public Authentication(
      TokenVerifier tokens, EventFraming framing, Clock clock, ScheduledExecutorService scheduler) {
    this.tokens = tokens;
    this.framing = framing;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /**
   * Checks the token. Blocks while the user service is asked.
   *
   * @return empty when the token is not valid; then the connection is being closed
   */
  public Optional<Accepted> check(Handshake handshake, ClientConnection connection) {
    if (handshake.token().isEmpty()) {
      return refused(ErrorCode.NO_TOKEN, "no token", CloseCode.NO_VALID_TOKEN, connection);
    }
    return switch (tokens.verify(handshake.token().get())) {
      case Accepted accepted when !hasExpired(accepted) -> Optional.of(accepted);
      case Accepted late -> tokenRefused(connection);
      case TokenVerifier.Rejected rejected -> tokenRefused(connection);
      case TokenVerifier.Unavailable unavailable ->
          refused(
              ErrorCode.TOKEN_REFUSED,
              "the token cannot be checked now",
              CloseCode.TRY_LATER,
              connection);
    };
  }

  /**
   * Closes the connection when the token expires.
   *
   * @return the timer for that, to be cancelled when the session ends
   */
  public Optional<Future<?>> closeOnExpiry(Accepted accepted, ClientConnection connection) {
    Instant now = clock.instant();
    return accepted
        .expiresAt()
        .filter(end -> end.isBefore(now.plus(MAX_TIMER)))
        .map(end ->
            scheduler.schedule(
                () -> connection.close(CloseCode.NO_VALID_TOKEN),
                Duration.between(now, end).toNanos(),
                TimeUnit.NANOSECONDS));
  }

  private boolean hasExpired(Accepted accepted) {
    return accepted.expiresAt().filter(end -> !end.isAfter(clock.instant())).isPresent();
  }

  private Optional<Accepted> tokenRefused(ClientConnection connection) {
    return refused(
        ErrorCode.TOKEN_REFUSED, "the token is refused", CloseCode.NO_VALID_TOKEN, connection);
  }

  private Optional<Accepted> refused(
      ErrorCode error, String explanation, CloseCode close, ClientConnection connection) {
    connection.send(
        framing.frame(new RequestFailed(error, explanation, Optional.empty(), Optional.empty())));
    connection.close(close);
    return Optional.empty();
  }
}
