package io.chats.adapter.websocket.handshake;

import java.time.Instant;
import java.util.Optional;

/**
 * A handshake that is accepted, but not answered yet.
 *
 * @param token as the client sent it; empty when it sent none
 * @param syncs whether the client is going to send its positions
 * @param at no later than the answer to the client
 */
public record Handshake(
    Optional<String> token, boolean syncs, Instant at, SessionAdmission.Permit permit) {

  /** Never contains the token. */
  @Override
  public String toString() {
    return "Handshake[" + at + (token.isPresent() ? ", with a token]" : ", without a token]");
  }
}
