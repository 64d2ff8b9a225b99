package io.chats.testing.services.nats;

import io.chats.testing.services.network.TcpProxy;
import java.util.Optional;

/**
 * How a private NATS server differs from the default one.
 *
 * @param token that clients must show
 * @param maxPayload in bytes
 * @param advertised whether clients are told of all servers of the cluster; when not, those behind
 *     a {@link TcpProxy} stay there
 */
public record NatsOptions(Optional<String> token, int maxPayload, boolean advertised) {

  /** No token, the server's own default of 1 MiB, and advertised. */
  public static final NatsOptions DEFAULT = new NatsOptions(Optional.empty(), 1024 * 1024, true);

  public NatsOptions withToken(String value) {
    return new NatsOptions(Optional.of(value), maxPayload, advertised);
  }

  public NatsOptions withMaxPayload(int bytes) {
    return new NatsOptions(token, bytes, advertised);
  }

  public NatsOptions withoutAdvertising() {
    return new NatsOptions(token, maxPayload, false);
  }
}
