package io.chats.launcher.config.value;

/**
 * Where a NATS server is.
 *
 * @param value with the user and password, or the token, if it has some
 */
public record NatsUrl(String value) {

  /** Without user, password and token. */
  @Override
  public String toString() {
    return Masking.url(value);
  }
}
