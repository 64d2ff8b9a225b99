package io.chats.adapter.nats.connection;

import io.chats.support.LogThrottle;
import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs errors of an established connection; the outage log has all others. */
final class ConnectionErrors implements ErrorListener {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionErrors.class);

  private final String link;
  private final BooleanSupplier established;
  private final LogThrottle errors = new LogThrottle(Duration.ofMinutes(1));
  private final LogThrottle drops = new LogThrottle(Duration.ofMinutes(1));

  ConnectionErrors(String link, BooleanSupplier established) {
    this.link = link;
    this.established = established;
  }

  /** Logs for example that this user must not subscribe to a subject. */
  @Override
  public void errorOccurred(Connection connection, String error) {
    if (established.getAsBoolean() && errors.tryAcquire()) {
      LOG.warn(
          "NATS ({}) refused an operation of this node: {}. Check the permissions of its user",
          link,
          error);
    }
  }

  @Override
  public void exceptionOccurred(Connection connection, Exception exception) {
    LOG.debug("NATS ({}): {}", link, exception.getClass().getSimpleName());
  }

  @Override
  public void slowConsumerDetected(Connection connection, Consumer consumer) {
    if (drops.tryAcquire()) {
      LOG.warn(
          "NATS ({}): this node is too slow, so messages to it are dropped. Add nodes, or"
              + " processors",
          link);
    }
  }
}
