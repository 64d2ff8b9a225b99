package io.chats.launcher.harness;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A service on the bus that accepts every request and answers none. */
public final class SilentService implements AutoCloseable {

  private final Connection connection;

  public SilentService(String url, String subject) {
    try {
      connection = Nats.connect(url);
      connection.subscribe(subject);
      connection.flush(Duration.ofSeconds(10));
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
