package io.chats.adapter.jwt;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A key set behind a URL. */
final class UrlKeySource implements KeySource {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** For all of it: a server that sends byte by byte is given up, too. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final int OK = 200;

  private final URI url;
  private final HttpClient client;

  /**
   * @param executor runs what the client does in the background
   */
  UrlKeySource(URI url, Executor executor) {
    this.url = url;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .executor(executor)
            .build();
  }

  @Override
  public byte[] read() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(url).timeout(TIMEOUT).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request, info -> new BoundedBody(MAX_BYTES));
    try {
      return content(response.get(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw new IOException(url + " did not answer within " + TIMEOUT.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(url + " cannot be read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      response.cancel(true);
    }
  }

  private byte[] content(HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() != OK) {
      throw new IOException(url + " answers with status " + response.statusCode());
    }
    return response.body();
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Duration minPause() {
    return Duration.ofSeconds(10);
  }
}
