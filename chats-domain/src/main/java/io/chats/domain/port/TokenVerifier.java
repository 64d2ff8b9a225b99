package io.chats.domain.port;

import io.chats.domain.id.UserId;
import java.time.Instant;
import java.util.Optional;

/** Finds the user of a token. Answers are never cached (spec 5). */
public interface TokenVerifier {

  /**
   * Blocks until the user service has answered, for a bounded time. Never throws.
   *
   * @param token as the client sent it: any text but the empty one; never to be logged
   */
  Verdict verify(String token);

  /** The answer for a token. */
  sealed interface Verdict {}

  /** The token belongs to that user. */
  record Accepted(UserId user, Optional<Instant> expiresAt) implements Verdict {}

  /** The token belongs to no user. */
  record Rejected() implements Verdict {}

  /** The token cannot be checked now. */
  record Unavailable() implements Verdict {}
}
