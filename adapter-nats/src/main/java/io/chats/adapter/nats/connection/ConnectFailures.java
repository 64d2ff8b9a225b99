package io.chats.adapter.nats.connection;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Explains why one attempt to connect failed. The library says only that there is no connection,
 * and reports the cause on another thread.
 */
final class ConnectFailures implements ErrorListener {

  private static final long TO_REPORT_MILLIS = 200;

  private final ErrorListener errors;
  private final CompletableFuture<Exception> reported = new CompletableFuture<>();

  /**
   * @param errors is passed everything
   */
  ConnectFailures(ErrorListener errors) {
    this.errors = errors;
  }

  @Override
  public void exceptionOccurred(Connection connection, Exception exception) {
    reported.complete(exception);
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
   * The failure in plain words; waits a moment for the library to report it.
   *
   * @param thrown by the attempt
   * @param isAnonymous whether TLS was used without a certificate of this node
   */
  NoServerException explain(Exception thrown, boolean isAnonymous) throws InterruptedException {
    return explained(reportedOr(thrown), isAnonymous);
  }

  private Exception reportedOr(Exception thrown) throws InterruptedException {
    try {
      return reported.get(TO_REPORT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return thrown;
    }
  }

  private static NoServerException explained(Exception failure, boolean isAnonymous) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("SSL required by server")) {
      return NoServerException.refused("it wants TLS: its URL has to begin with tls://");
    }
    if (message.contains("SSL connection wanted by client")) {
      return NoServerException.refused("it does not offer TLS");
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return NoServerException.refused("TLS failed: " + innermost(cause));
      }
    }
    if (isAnonymous && failure instanceof TimeoutException) {
      // A server that misses the certificate closes the connection, and the library waits on.
      return NoServerException.refused("it does not answer over TLS, or wants a certificate");
    }
    return NoServerException.unreachable("it cannot be reached");
  }

  /** The innermost message, such as that no name of the certificate matches. */
  private static String innermost(Throwable thrown) {
    Throwable innermost = thrown;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.getMessage();
  }
}
