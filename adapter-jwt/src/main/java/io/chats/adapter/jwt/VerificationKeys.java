package io.chats.adapter.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The public keys of an issuer that may verify tokens. Immutable. */
final class VerificationKeys {

  static final VerificationKeys NONE = new VerificationKeys(List.of());

  private static final int MAX_KEYS = 100;
  private static final int MIN_RSA_BITS = 2048;
  private static final Set<KeyType> TYPES = Set.of(KeyType.RSA, KeyType.EC);

  private final JWKSet keys;

  private VerificationKeys(List<JWK> keys) {
    this.keys = new JWKSet(keys);
  }

  /**
   * Reads a JSON Web Key Set. Keys that cannot verify tokens, or that nobody understands, are left
   * out; the others count.
   *
   * @throws ParseException if it is no key set
   */
  static VerificationKeys parse(byte[] json) throws ParseException {
    Map<String, Object>[] all =
        JSONObjectUtils.getJSONObjectArray(
            JSONObjectUtils.parse(new String(json, UTF_8), KeySource.MAX_BYTES), "keys");
    if (all == null) {
      throw new ParseException("there is no array \"keys\"", 0);
    }
    return new VerificationKeys(
        Arrays.stream(all).flatMap(VerificationKeys::usable).limit(MAX_KEYS).toList());
  }

  private static Stream<JWK> usable(Map<String, Object> json) {
    try {
      JWK key = JWK.parse(json);
      boolean fits = TYPES.contains(key.getKeyType()) && isStrong(key);
      return fits ? Stream.ofNullable(key.toPublicJWK()) : Stream.empty();
    } catch (ParseException | RuntimeException e) {
      return Stream.empty();
    }
  }

  private static boolean isStrong(JWK key) {
    return !Objects.equals(key.getKeyType(), KeyType.RSA) || key.size() >= MIN_RSA_BITS;
  }

  /** The keys that a token with that header may be signed with. */
  List<JWK> matching(JWSHeader header) {
    return new JWKSelector(JWKMatcher.forJWSHeader(header)).select(keys);
  }

  int size() {
    return keys.size();
  }
}
