package io.chats.adapter.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.Key;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks who signed a token. The algorithms are pinned: only those with a public key, so that
 * nobody can sign with what everybody knows. Keys that a token brings along do not count.
 */
final class SignatureCheck {

  private static final Set<String> ALGORITHMS =
      Stream.of(
              JWSAlgorithm.RS256,
              JWSAlgorithm.RS384,
              JWSAlgorithm.RS512,
              JWSAlgorithm.PS256,
              JWSAlgorithm.PS384,
              JWSAlgorithm.PS512,
              JWSAlgorithm.ES256,
              JWSAlgorithm.ES384,
              JWSAlgorithm.ES512)
          .map(JWSAlgorithm::getName)
          .collect(Collectors.toUnmodifiableSet());

  /** Other kinds of tokens of the same issuer, such as those for logging out, let nobody in. */
  private static final Set<JOSEObjectType> TYPES =
      Set.of(
          JOSEObjectType.JWT,
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"));

  private final KeySet keys;
  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

  SignatureCheck(KeySet keys) {
    this.keys = keys;
  }

  /** Returns whether tokens with that algorithm may be accepted. */
  static boolean counts(String algorithm) {
    return ALGORITHMS.contains(algorithm);
  }

  /** Returns what the token says, now that it is known who said it. */
  JWTClaimsSet check(SignedJWT token) throws RefusedTokenException, ParseException {
    JWSHeader header = token.getHeader();
    boolean isOfAnotherKind = header.getType() != null && !TYPES.contains(header.getType());
    if (isOfAnotherKind || header.getCriticalParams() != null) {
      throw new RefusedTokenException(JwtResult.MALFORMED);
    }
    if (!isSigned(token, keys.matching(header))) {
      refreshAndCheck(token);
    }
    return token.getJWTClaimsSet();
  }

  /** A key may be a new one when nobody knows it, or when the token does not name it. */
  private void refreshAndCheck(SignedJWT token) throws RefusedTokenException {
    JWSHeader header = token.getHeader();
    if (header.getKeyID() != null && !keys.matching(header).isEmpty()) {
      throw new RefusedTokenException(JwtResult.SIGNATURE);
    }
    boolean upToDate = keys.refresh();
    List<JWK> known = keys.matching(header);
    if (!isSigned(token, known)) {
      throw new RefusedTokenException(reason(known, upToDate));
    }
  }

  private static JwtResult reason(List<JWK> known, boolean upToDate) {
    if (!upToDate) {
      return JwtResult.KEYS_AWAY;
    }
    return known.isEmpty() ? JwtResult.UNKNOWN_KEY : JwtResult.SIGNATURE;
  }

  private boolean isSigned(SignedJWT token, List<JWK> by) {
    return by.stream().anyMatch(key -> isSigned(token, key));
  }

  private boolean isSigned(SignedJWT token, JWK by) {
    try {
      Key key = ((AsymmetricJWK) by).toPublicKey();
      return token.verify(verifiers.createJWSVerifier(token.getHeader(), key));
    } catch (JOSEException e) {
      return false; // A key that does not fit the algorithm.
    }
  }
}
