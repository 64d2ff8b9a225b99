package io.chats.testing.services;

import java.util.Optional;

/**
 * How a private NATS server differs from the default one.
 *
 * @param token that clients must show
 * @param maxPayload in bytes
 */
public record NatsOptions(Optional<String> token, int maxPayload) {

  /** No token, and the server's own default of 1 MiB. */
  public static final NatsOptions DEFAULT = new NatsOptions(Optional.empty(), 1024 * 1024);

  public NatsOptions withToken(String value) {
    return new NatsOptions(Optional.of(value), maxPayload);
  }

  public NatsOptions withMaxPayload(int bytes) {
    return new NatsOptions(token, bytes);
  }
}
