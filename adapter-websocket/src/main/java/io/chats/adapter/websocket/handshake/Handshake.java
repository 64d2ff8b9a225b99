package io.chats.adapter.websocket.handshake;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a client when its connection is established.
 *
 * @param token as the client sent it; empty when it sent none
 * @param syncs whether the client is going to say what it has
 * @param at no later than the answer to the client
 */
public record Handshake(
    Optional<String> token, boolean syncs, Instant at, SessionAdmission.Ticket ticket) {

  /** Never the token. */
  @Override
  public String toString() {
    return "Handshake[" + at + (token.isPresent() ? ", with a token]" : ", without a token]");
  }
}
