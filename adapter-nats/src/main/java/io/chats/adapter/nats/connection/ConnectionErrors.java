package io.chats.adapter.nats.connection;

import io.chats.adapter.nats.connection.Denials.Violation;
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
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final String link;
  private final Denials denials;
  private final BooleanSupplier established;
  private final LogThrottle errors = new LogThrottle(PAUSE);
  private final LogThrottle drops = new LogThrottle(PAUSE);
  private volatile LogThrottle deniedSubscriptions = new LogThrottle(PAUSE);
  private volatile LogThrottle deniedPublishing = new LogThrottle(PAUSE);

  ConnectionErrors(String link, Denials denials, BooleanSupplier established) {
    this.link = link;
    this.denials = denials;
    this.established = established;
  }

  /** What is denied on a new connection is logged again, though it was a moment ago. */
  void connected() {
    deniedSubscriptions = new LogThrottle(PAUSE);
    deniedPublishing = new LogThrottle(PAUSE);
  }

  @Override
  public void errorOccurred(Connection connection, String error) {
    denials.note(error).ifPresentOrElse(this::denied, () -> other(error));
  }

  private void denied(Violation violation) {
    LogThrottle lines = violation.isSubscription() ? deniedSubscriptions : deniedPublishing;
    if (lines.tryAcquire()) {
      LOG.warn(
          "NATS ({}) does not allow this node to {} {}. Check the permissions of its user",
          link,
          violation.isSubscription() ? "subscribe to" : "publish to",
          violation.subject());
    }
  }

  private void other(String error) {
    if (established.getAsBoolean() && errors.tryAcquire()) {
      LOG.warn("NATS ({}) refused an operation of this node: {}", link, error);
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
