package io.chats.launcher.wiring;

import io.chats.adapter.jwt.JwtResult;
import io.chats.adapter.jwt.JwtTokenVerifier;
import io.chats.adapter.jwt.KeySet;
import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.monitoring.metrics.Metrics;
import io.chats.domain.port.TokenVerifier;
import io.chats.launcher.config.Configuration;

/** Finds the users of tokens: by the keys of an issuer where these are configured. */
public record Tokens(Configuration configuration, ProcessResources resources) {

  /**
   * Returns what verifies all tokens.
   *
   * @param others verifies the tokens that are no JWTs, or all where there are no keys
   */
  public TokenVerifier verifier(TokenVerifier others) {
    return configuration.auth().map(auth -> signed(auth, others)).orElse(others);
  }

  private TokenVerifier signed(Configuration.Auth auth, TokenVerifier others) {
    KeySet keys =
        KeySet.at(auth.keys(), resources.executor(), resources.timer(), resources.clock());
    resources.closers().add("key set", keys);
    JwtTokenVerifier verifier =
        new JwtTokenVerifier(keys, auth.tokens(), others, resources.clock());
    show(keys, verifier);
    return verifier;
  }

  private void show(KeySet keys, JwtTokenVerifier verifier) {
    Metrics metrics = resources.metrics();
    metrics.show(Figure.TOKEN_KEYS, keys::size);
    metrics.show(Figure.TOKEN_KEYS_AGE, () -> keys.age().toMillis() / 1_000.0);
    for (JwtResult result : JwtResult.values()) {
      metrics.show(Figure.SIGNED_TOKENS, () -> verifier.count(result), "result", result.label());
    }
  }
}
