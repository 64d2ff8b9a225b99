package io.chats.adapter.nats.connection;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Explains why TLS did not come about. The library says only that there is no connection, and
 * reports the cause on another thread.
 */
final class TlsFailures implements ErrorListener {

  private static final long TO_REPORT_MILLIS = 200;

  private final ErrorListener errors;
  private final CompletableFuture<SSLException> failure = new CompletableFuture<>();

  /**
   * @param errors is passed everything
   */
  TlsFailures(ErrorListener errors) {
    this.errors = errors;
  }

  @Override
  public void exceptionOccurred(Connection connection, Exception exception) {
    tlsFailure(exception).ifPresent(failure::complete);
    errors.exceptionOccurred(connection, exception);
  }

  @Override
  public void errorOccurred(Connection connection, String error) {
    errors.errorOccurred(connection, error);
  }

  @Override
  public void slowConsumerDetected(Connection connection, Consumer consumer) {
    errors.slowConsumerDetected(connection, consumer);
  }

  /**
   * @param thrown by the attempt to connect
   * @param usesTls whether this node wanted TLS
   */
  NoServerException explain(Exception thrown, boolean usesTls) throws InterruptedException {
    String message = String.valueOf(thrown.getMessage());
    if (message.contains("SSL required by server")) {
      return NoServerException.refused("it wants TLS: its URL has to begin with tls://");
    }
    if (message.contains("SSL connection wanted by client")) {
      return NoServerException.refused("it does not offer TLS");
    }
    Optional<SSLException> tls = tlsFailure(thrown);
    if (tls.isEmpty() && usesTls) {
      tls = reported();
    }
    return tls.map(it -> NoServerException.refused("TLS failed: " + root(it)))
        .orElseGet(() -> NoServerException.unreachable("it cannot be reached"));
  }

  private Optional<SSLException> reported() throws InterruptedException {
    try {
      return Optional.of(failure.get(TO_REPORT_MILLIS, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  private static Optional<SSLException> tlsFailure(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException e) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  /** The innermost message, such as that no name of the certificate matches. */
  private static String root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
