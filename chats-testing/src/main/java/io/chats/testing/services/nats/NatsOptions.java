package io.chats.testing.services.nats;

import io.chats.testing.services.network.TcpProxy;
import java.util.Optional;

/**
 * The settings of a private NATS server that tests vary.
 *
 * @param token that clients must send
 * @param maxPayload in bytes
 * @param advertised whether the server announces all servers of its cluster to clients; without,
 *     clients behind a {@link TcpProxy} stay behind it
 * @param more further lines of its settings file, such as users with permissions, or TLS
 */
public record NatsOptions(Optional<String> token, int maxPayload, boolean advertised, String more) {

  /** No token, the server's default payload of 1 MiB, and advertised. */
  public static final NatsOptions DEFAULT =
      new NatsOptions(Optional.empty(), 1024 * 1024, true, "");

  public NatsOptions withToken(String value) {
    return new NatsOptions(Optional.of(value), maxPayload, advertised, more);
  }

  public NatsOptions withMaxPayload(int bytes) {
    return new NatsOptions(token, bytes, advertised, more);
  }

  public NatsOptions withoutAdvertising() {
    return new NatsOptions(token, maxPayload, false, more);
  }

  /** Adds lines, as a settings file of NATS has them. */
  public NatsOptions with(String lines) {
    return new NatsOptions(token, maxPayload, advertised, more + lines + "\n");
  }
}
