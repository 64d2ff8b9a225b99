package io.chats.adapter.websocket.handshake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers which tokens were refused some seconds ago, so that a client that tries one again and
 * again does not use the user service, and which were accepted lately, so that their owners come
 * first when many wait. An accepted token is checked again all the same. Tokens are kept as hashes
 * under a key of this process. Safe for use by any thread; no method blocks.
 */
final class TokenMemory {

  /** The time for which a refused token is refused without a check. */
  static final Duration REFUSED_FOR = Duration.ofSeconds(5);

  private static final Duration KNOWN_FOR = Duration.ofHours(1);
  private static final int MAX_REFUSED = 20_000;
  private static final int MAX_KNOWN = 100_000;
  private static final String ALGORITHM = "HmacSHA256";

  private final ExpiringSet<Hash> refused = new ExpiringSet<>(MAX_REFUSED, REFUSED_FOR);
  private final ExpiringSet<Hash> known = new ExpiringSet<>(MAX_KNOWN, KNOWN_FOR);
  private final SecretKeySpec key;

  TokenMemory() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  void refused(String token) {
    refused.add(hash(token), System.nanoTime());
  }

  void accepted(String token) {
    known.add(hash(token), System.nanoTime());
  }

  boolean wasRefused(String token) {
    return refused.contains(hash(token), System.nanoTime());
  }

  boolean isKnown(String token) {
    return known.contains(hash(token), System.nanoTime());
  }

  private Hash hash(String token) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      ByteBuffer digest = ByteBuffer.wrap(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
      return new Hash(digest.getLong(), digest.getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private record Hash(long high, long low) {}
}
