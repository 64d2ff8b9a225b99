package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.UserId;
import io.chats.domain.port.TokenVerifier;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promises of {@link TokenVerifier}, for each implementation. */
public abstract class TokenVerifierContract {

  protected abstract TokenVerifier verifier();

  /** Returns a token that is valid for the user. */
  protected abstract String tokenOf(UserId user);

  @Test
  void acceptsATokenAsItsUser() {
    assertThat(verifier().verify(tokenOf(new UserId(42)))).isEqualTo(acceptedAs(42));
    assertThat(verifier().verify(tokenOf(new UserId(7)))).isEqualTo(acceptedAs(7));
  }

  @ParameterizedTest
  @MethodSource
  void rejectsTokensOfNobody(String token) {
    assertThat(verifier().verify(token)).isEqualTo(new TokenVerifier.Rejected());
  }

  static String[] rejectsTokensOfNobody() {
    return new String[] {
      "nobody",
      " ",
      "u",
      "u0",
      "u-1",
      "u99999999999999999999",
      "\"}{\u0000\n",
      "токен",
      "half a pair: \uD83C",
      "x".repeat(10_000)
    };
  }

  private static TokenVerifier.Accepted acceptedAs(long user) {
    return new TokenVerifier.Accepted(new UserId(user), Optional.empty());
  }
}
