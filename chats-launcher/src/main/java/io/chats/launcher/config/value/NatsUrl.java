package io.chats.launcher.config.value;

/**
 * The URL of a NATS server.
 *
 * @param value with user and password, or token, if there are any
 */
public record NatsUrl(String value) {

  /** Without user, password and token. */
  @Override
  public String toString() {
    return Masking.url(value);
  }
}
