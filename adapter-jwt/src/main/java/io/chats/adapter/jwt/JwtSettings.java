package io.chats.adapter.jwt;

import java.util.Optional;

/**
 * What a token has to say.
 *
 * @param issuer the only {@code iss} that counts; empty for any
 * @param audience has to be among the {@code aud}; empty for any
 * @param userClaim the claim with the id of the user, a number or its digits
 */
public record JwtSettings(Optional<String> issuer, Optional<String> audience, String userClaim) {

  /** Any issuer and audience; the user is in {@code sub}. */
  public static final JwtSettings DEFAULT =
      new JwtSettings(Optional.empty(), Optional.empty(), "sub");
}
