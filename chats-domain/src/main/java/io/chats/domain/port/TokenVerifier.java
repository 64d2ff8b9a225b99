package io.chats.domain.port;

import io.chats.domain.id.UserId;
import java.time.Instant;
import java.util.Optional;

/** Knows whose a token is. Answers are never cached (spec 5). */
public interface TokenVerifier {

  /**
   * Blocks until the user service has answered, for a bounded time. Never throws.
   *
   * @param token as the client sent it: any text but the empty one; never to be logged
   */
  Verdict verify(String token);

  /** What is known of a token. */
  sealed interface Verdict {}

  /** The token is that user's. */
  record Accepted(UserId user, Optional<Instant> expiresAt) implements Verdict {}

  /** The token is nobody's. */
  record Rejected() implements Verdict {}

  /** The token cannot be checked now. */
  record Unavailable() implements Verdict {}
}
