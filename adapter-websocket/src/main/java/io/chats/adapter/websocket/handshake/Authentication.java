package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.adapter.websocket.connection.Refusals;
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

/**
 * Closes connections without a valid token, and those whose token expires (4401; spec 6). A flood
 * of bad tokens keeps no good ones out: see {@link TokenChecks}.
 */
public final class Authentication {

  /** No timer is set for tokens that live longer: their remaining time could overflow. */
  private static final Duration MAX_TIMER = Duration.ofDays(365);

  private final TokenChecks checks;
  private final TokenMemory memory = new TokenMemory();
  private final FailedAddresses failed;
  private final Refusals refusals;
  private final EventFraming framing;
  private final Clock clock;
  private final ScheduledExecutorService scheduler;

  public Authentication(
      TokenVerifier tokens,
      FailedAddresses failed,
      Refusals refusals,
      EventFraming framing,
      Clock clock,
      ScheduledExecutorService scheduler) {
    this.checks = new TokenChecks(tokens);
    this.failed = failed;
    this.refusals = refusals;
    this.framing = framing;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /**
   * Checks the token. Blocks until it is its turn, and while the user service is asked.
   *
   * @return empty when the token is not valid; then the connection is being closed
   */
  public Optional<Accepted> check(Handshake handshake, ClientConnection connection) {
    long start = System.nanoTime();
    Judgement judgement = judge(handshake);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    if (judgement instanceof Judgement.Good good) {
      refusals.tokenAccepted(took);
      return Optional.of(good.accepted());
    }
    Judgement.Bad bad = (Judgement.Bad) judgement;
    refusals.token(bad.result(), took, connection.address());
    connection.send(
        framing.frame(
            new RequestFailed(bad.error(), bad.text(), Optional.empty(), Optional.empty())));
    connection.close(bad.close());
    return Optional.empty();
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

  private Judgement judge(Handshake handshake) {
    if (handshake.token().isEmpty()) {
      return Judgement.MISSING;
    }
    String token = handshake.token().get();
    if (memory.wasRefused(token)) {
      return Judgement.REFUSED_BEFORE;
    }
    return switch (checks.verify(token, rank(token, handshake))) {
      case Accepted accepted when !hasExpired(accepted) -> {
        memory.accepted(token);
        yield new Judgement.Good(accepted);
      }
      case Accepted late -> refused(token, handshake, Judgement.EXPIRED);
      case TokenVerifier.Rejected rejected -> refused(token, handshake, Judgement.REFUSED);
      case TokenVerifier.Unavailable unavailable -> Judgement.UNAVAILABLE;
    };
  }

  private TokenChecks.Rank rank(String token, Handshake handshake) {
    if (memory.isKnown(token)) {
      return TokenChecks.Rank.KNOWN;
    }
    return failed.isSuspect(handshake.permit().address(), System.nanoTime())
        ? TokenChecks.Rank.SUSPECT
        : TokenChecks.Rank.ORDINARY;
  }

  private Judgement refused(String token, Handshake handshake, Judgement refusal) {
    memory.refused(token);
    failed.failed(handshake.permit().address(), System.nanoTime());
    return refusal;
  }

  private boolean hasExpired(Accepted accepted) {
    return accepted.expiresAt().filter(end -> !end.isAfter(clock.instant())).isPresent();
  }

  /** Whether a client gets a session. */
  private sealed interface Judgement {

    Judgement MISSING =
        new Bad("missing", ErrorCode.NO_TOKEN, "no token", CloseCode.NO_VALID_TOKEN);
    Judgement REFUSED = refused("refused");
    Judgement REFUSED_BEFORE = refused("refused_before");
    Judgement EXPIRED = refused("expired");
    Judgement UNAVAILABLE =
        new Bad(
            "unavailable",
            ErrorCode.TOKEN_REFUSED,
            "the token cannot be checked now",
            CloseCode.TRY_LATER);

    record Good(Accepted accepted) implements Judgement {}

    /**
     * A refusal.
     *
     * @param result as it is counted
     */
    record Bad(String result, ErrorCode error, String text, CloseCode close) implements Judgement {}

    private static Judgement refused(String result) {
      return new Bad(
          result, ErrorCode.TOKEN_REFUSED, "the token is refused", CloseCode.NO_VALID_TOKEN);
    }
  }
}
