package io.chats.adapter.jwt;

/** A signed token is not accepted. Has no stack trace: floods of bad tokens are expected. */
final class RefusedTokenException extends Exception {

  private static final long serialVersionUID = 1L;

  private final JwtResult result;

  RefusedTokenException(JwtResult result) {
    super(result.label(), null, false, false);
    this.result = result;
  }

  JwtResult result() {
    return result;
  }
}
