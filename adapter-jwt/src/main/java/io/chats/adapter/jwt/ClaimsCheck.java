package io.chats.adapter.jwt;

import com.nimbusds.jwt.JWTClaimsSet;
import io.chats.domain.id.UserId;
import io.chats.domain.port.TokenVerifier.Accepted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks what a token says: for whom it is, by whom, and from when until when. */
final class ClaimsCheck {

  /** The clocks of issuers differ from ours by less. */
  static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(45);

  private static final Pattern ID = Pattern.compile("[1-9]\\d{0,18}");

  private final JwtSettings settings;
  private final Clock clock;

  ClaimsCheck(JwtSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  Accepted check(JWTClaimsSet claims) throws RefusedTokenException {
    Instant end = end(claims);
    require(hasBegun(claims), JwtResult.NOT_YET_VALID);
    require(
        settings.issuer().filter(issuer -> !issuer.equals(claims.getIssuer())).isEmpty(),
        JwtResult.ISSUER);
    require(
        settings.audience().filter(mine -> !claims.getAudience().contains(mine)).isEmpty(),
        JwtResult.AUDIENCE);
    return new Accepted(user(claims), Optional.of(end));
  }

  /**
   * The time at which the session ends: when the token does. A token that was over already, by our
   * clock, and is let in all the same, lasts as long as our clock may be wrong.
   */
  private Instant end(JWTClaimsSet claims) throws RefusedTokenException {
    Date expiry = claims.getExpirationTime();
    require(expiry != null, JwtResult.EXPIRED);
    Instant now = clock.instant();
    Instant end = expiry.toInstant();
    Instant tolerated = end.plus(MAX_CLOCK_SKEW);
    require(tolerated.isAfter(now), JwtResult.EXPIRED);
    return end.isAfter(now) ? end : tolerated;
  }

  private boolean hasBegun(JWTClaimsSet claims) {
    Date begin = claims.getNotBeforeTime();
    return begin == null || !begin.toInstant().isAfter(clock.instant().plus(MAX_CLOCK_SKEW));
  }

  private UserId user(JWTClaimsSet claims) throws RefusedTokenException {
    Object id = claims.getClaim(settings.userClaim());
    boolean isText = id instanceof String || id instanceof Long || id instanceof Integer;
    require(isText && ID.matcher(id.toString()).matches(), JwtResult.USER);
    try {
      return new UserId(Long.parseLong(id.toString()));
    } catch (NumberFormatException e) {
      throw new RefusedTokenException(JwtResult.USER); // Beyond 2^63−1.
    }
  }

  private static void require(boolean holds, JwtResult otherwise) throws RefusedTokenException {
    if (!holds) {
      throw new RefusedTokenException(otherwise);
    }
  }
}
