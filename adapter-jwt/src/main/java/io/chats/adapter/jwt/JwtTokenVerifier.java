package io.chats.adapter.jwt;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.chats.domain.port.TokenVerifier;
import io.chats.support.LogThrottle;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies signed tokens (JWT) here, with the keys of their issuer; all other tokens, encrypted
 * ones included, are left to another verifier. Safe for use by any thread.
 *
 * <p>It blocks only for a token that names a key nobody knows yet, at most 2 s while the keys are
 * read again.
 */
public final class JwtTokenVerifier implements TokenVerifier {

  private static final Logger LOG = LoggerFactory.getLogger(JwtTokenVerifier.class);
  private static final Duration LOG_PAUSE = Duration.ofSeconds(10);
  private static final int PARTS = 3;

  private final SignatureCheck signatures;
  private final ClaimsCheck claims;
  private final TokenVerifier others;
  private final LogThrottle refusals = new LogThrottle(LOG_PAUSE);
  private final Map<JwtResult, LongAdder> counts = new EnumMap<>(JwtResult.class);

  /**
   * @param others checks the tokens that are no signed JWTs
   */
  public JwtTokenVerifier(KeySet keys, JwtSettings settings, TokenVerifier others, Clock clock) {
    this.signatures = new SignatureCheck(keys);
    this.claims = new ClaimsCheck(settings, clock);
    this.others = others;
    for (JwtResult result : JwtResult.values()) {
      counts.put(result, new LongAdder());
    }
  }

  /** The number of JWTs that were checked with that result. */
  public long count(JwtResult result) {
    return counts.get(result).sum();
  }

  @Override
  public Verdict verify(String token) {
    Optional<String> algorithm = algorithm(token);
    return algorithm.isEmpty() ? others.verify(token) : verifySigned(token, algorithm.get());
  }

  private Verdict verifySigned(String token, String algorithm) {
    try {
      Verdict verdict = claims.check(signatures.check(parsed(token, algorithm)));
      counts.get(JwtResult.ACCEPTED).increment();
      return verdict;
    } catch (RefusedTokenException e) {
      return refused(e.result());
    } catch (ParseException | RuntimeException e) {
      return refused(JwtResult.MALFORMED);
    }
  }

  /** An algorithm that is missing or unsigned is judged before the library reads the token. */
  private static SignedJWT parsed(String token, String algorithm)
      throws ParseException, RefusedTokenException {
    if (!SignatureCheck.counts(algorithm)) {
      throw new RefusedTokenException(JwtResult.ALGORITHM);
    }
    return SignedJWT.parse(token);
  }

  private Verdict refused(JwtResult result) {
    counts.get(result).increment();
    if (refusals.tryAcquire()) {
      LOG.warn("A signed token was refused: {}", result.label());
    }
    return result == JwtResult.KEYS_AWAY ? new Unavailable() : new Rejected();
  }

  /**
   * The algorithm that a signed JWT names; empty for any other token. A JWT has three parts, the
   * first of which is a JSON object with the algorithm.
   */
  private static Optional<String> algorithm(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      Map<String, Object> header = JSONObjectUtils.parse(new Base64URL(parts[0]).decodeToString());
      return Optional.ofNullable(header.get("alg")).map(Object::toString);
    } catch (ParseException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
