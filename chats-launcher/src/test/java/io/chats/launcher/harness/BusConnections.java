package io.chats.launcher.harness;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;

/** Opens connections to NATS that reconnect quickly by themselves. */
public final class BusConnections {

  private BusConnections() {}

  /**
   * Connects to one of the servers.
   *
   * @param urls separated by commas
   */
  public static Connection open(String urls) {
    try {
      return Nats.connect(
          Options.builder()
              .server(urls)
              .maxReconnects(-1)
              .reconnectWait(Duration.ofMillis(100))
              .pingInterval(Duration.ofSeconds(1))
              .errorListener(new ErrorListener() {}) // tests take servers away on purpose
              .build());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static void close(Connection connection) {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
