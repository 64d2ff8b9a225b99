package io.chats.adapter.monitoring.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;

/** Receives reports as Sentry does. */
public final class SentryReceiver implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Envelope> envelopes = new CopyOnWriteArrayList<>();

  /**
   * A received report.
   *
   * @param auth the header with the key
   * @param lines the lines of the envelope
   */
  public record Envelope(String path, String auth, List<String> lines) {

    /** The event in it. */
    public JsonNode event() {
      return read(lines.get(2));
    }

    boolean isEvent() {
      return lines.size() > 2 && read(lines.get(1)).path("type").asText().equals("event");
    }
  }

  public SentryReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The variables that let a process report to this receiver, as project 4. */
  public Map<String, String> environment() {
    return Map.of(
        "SENTRY_PROTOCOL", "http",
        "SENTRY_LOGIN", "login",
        "SENTRY_PASSWORD", "password",
        "SENTRY_URL", "127.0.0.1",
        "SENTRY_PORT", Integer.toString(port()),
        "SENTRY_PROJECT_ID", "4");
  }

  /** Returns everything received, events and other reports. */
  public List<Envelope> envelopes() {
    return envelopes;
  }

  /** Returns the received events. */
  public List<Envelope> events() {
    return envelopes.stream().filter(Envelope::isEvent).toList();
  }

  /** Waits for the first event of that kind. */
  public Envelope await(Predicate<JsonNode> wanted) {
    return awaitAll(wanted).getFirst();
  }

  private List<Envelope> awaitAll(Predicate<JsonNode> wanted) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> events().stream().filter(it -> wanted.test(it.event())).toList(),
            found -> !found.isEmpty());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
      InputStream plain = "gzip".equals(encoding) ? new GZIPInputStream(body) : body;
      String text = new String(plain.readAllBytes(), UTF_8);
      envelopes.add(
          new Envelope(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("X-Sentry-Auth"),
              text.lines().toList()));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
