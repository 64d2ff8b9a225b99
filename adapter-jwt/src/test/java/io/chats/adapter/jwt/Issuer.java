package io.chats.adapter.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;

/** Issues tokens of user 42, which tests change as they like. */
record Issuer(Clock clock) {

  static final RSAKey RSA = rsa("rsa");
  static final ECKey EC = ec("ec");
  static final String NAME = "https://id.example";
  static final String AUDIENCE = "chats";

  static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static ECKey ec(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key set, as an issuer publishes it. */
  static String keySet(JWK... keys) {
    return new JWKSet(Arrays.asList(keys)).toString();
  }

  /** The claims of a good token, which is valid for five minutes. */
  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("42")
        .issuer(NAME)
        .audience(AUDIENCE)
        .expirationTime(in(Duration.ofMinutes(5)));
  }

  Date in(Duration time) {
    return Date.from(clock.instant().plus(time));
  }

  String token(JWTClaimsSet.Builder claims) {
    return signed(header(JWSAlgorithm.RS256, RSA.getKeyID()), claims, RSA);
  }

  static JWSHeader.Builder header(JWSAlgorithm algorithm, String keyId) {
    return new JWSHeader.Builder(algorithm).keyID(keyId);
  }

  static String signed(JWSHeader.Builder header, JWTClaimsSet.Builder claims, JWK by) {
    try {
      SignedJWT token = new SignedJWT(header.build(), claims.build());
      token.sign(by instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) by));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
