package io.chats.launcher.harness;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** Issues signed tokens, and publishes its key in a file. */
public final class TokenIssuer {

  public static final String NAME = "https://id.example";
  public static final String AUDIENCE = "chats";

  private final Path file;
  private RSAKey key;

  public TokenIssuer(Path file) {
    this.file = file;
    rotate();
  }

  /** Replaces the key by a new one, which has another id. */
  public void rotate() {
    key = newKey();
    try {
      Path next = file.resolveSibling("next");
      Files.writeString(next, new JWKSet(key).toString());
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The variables of a node that believes this issuer. */
  public Map<String, String> environment() {
    return Map.of("AUTH_JWKS", file.toString(), "AUTH_ISSUER", NAME, "AUTH_AUDIENCE", AUDIENCE);
  }

  /** The claims of a good token, which tests may change. */
  public static JWTClaimsSet.Builder claims(long user, Duration lifetime) {
    return new JWTClaimsSet.Builder()
        .subject(Long.toString(user))
        .issuer(NAME)
        .audience(AUDIENCE)
        .expirationTime(Date.from(Instant.now().plus(lifetime)));
  }

  /** A token of a user that is valid for a minute. */
  public String token(long user) {
    return signed(claims(user, Duration.ofMinutes(1)));
  }

  public String signed(JWTClaimsSet.Builder claims) {
    try {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
      SignedJWT token = new SignedJWT(header, claims.build());
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
