package io.chats.adapter.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.chats.support.LogThrottle;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code POST /bus}: a Bus API request as JSON, answered with its reply (spec 9). For
 * embedded mode and for callers on this machine only: the host is checked, so that no web page can
 * reach it by a name of its own, and the content type, so that none can post a form to it. What a
 * proxy passed on comes from elsewhere, although the proxy is on this machine. Each refusal is
 * counted by its reason.
 */
public final class BusHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(BusHandler.class);
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_SECONDS = 10;
  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Besides all that begin with {@code X-Forwarded-}. */
  private static final Set<String> PROXY_HEADERS = Set.of("forwarded", "via", "x-real-ip");

  private final LogThrottle lines = new LogThrottle(Duration.ofSeconds(10));
  private final Map<BusRefusal, LongAdder> refusals = new EnumMap<>(BusRefusal.class);
  private final Function<byte[], CompletionStage<byte[]>> bus;
  private volatile boolean closed;

  /**
   * @param bus answers a request; never fails, whatever the bytes are
   */
  public BusHandler(Function<byte[], CompletionStage<byte[]>> bus) {
    this.bus = bus;
    for (BusRefusal reason : BusRefusal.values()) {
      refusals.put(reason, new LongAdder());
    }
  }

  /** Refuses further requests; those taken before are answered. */
  public void close() {
    closed = true;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<BusRefusal> refusal = refusal(exchange);
      if (refusal.isPresent()) {
        refuse(refusal.get(), exchange);
      } else {
        answer(exchange);
      }
    }
  }

  /** The number of requests that were refused for that reason. */
  public long refused(BusRefusal reason) {
    return refusals.get(reason).sum();
  }

  private Optional<BusRefusal> refusal(HttpExchange exchange) {
    if (!exchange.getRequestURI().getPath().equals("/bus")) {
      return Optional.of(BusRefusal.PATH);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return Optional.of(BusRefusal.METHOD);
    }
    if (closed) {
      return Optional.of(BusRefusal.STOPPING);
    }
    if (!isLocal(exchange)) {
      return Optional.of(BusRefusal.NOT_LOCAL);
    }
    if (exchange.getRequestHeaders().keySet().stream().anyMatch(BusHandler::isOfAProxy)) {
      return Optional.of(BusRefusal.PROXY);
    }
    return isJson(exchange) ? Optional.empty() : Optional.of(BusRefusal.CONTENT_TYPE);
  }

  private void refuse(BusRefusal reason, HttpExchange exchange) throws IOException {
    refusals.get(reason).increment();
    if (lines.tryAcquire()) {
      LOG.warn("A request to POST /bus was refused: {}", reason.label());
    }
    if (reason == BusRefusal.METHOD) {
      exchange.getResponseHeaders().set("Allow", "POST");
    }
    HttpReply.text(reason.status, reason.explanation).send(exchange);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
    if (request.length > MAX_BYTES) {
      refuse(BusRefusal.TOO_LARGE, exchange);
      return;
    }
    try {
      byte[] reply = bus.apply(request).toCompletableFuture().get(MAX_SECONDS, TimeUnit.SECONDS);
      HttpReply.json(200, new String(reply, UTF_8)).send(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      HttpReply.text(503, "Stopping.").send(exchange);
    } catch (ExecutionException | TimeoutException e) {
      HttpReply.text(504, "No reply in time.").send(exchange);
    }
  }

  private static boolean isLocal(HttpExchange exchange) {
    InetAddress caller = exchange.getRemoteAddress().getAddress();
    String host = exchange.getRequestHeaders().getFirst("Host");
    return caller.isLoopbackAddress() && host != null && LOCAL_NAMES.contains(nameOf(host));
  }

  private static boolean isOfAProxy(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return PROXY_HEADERS.contains(name) || name.startsWith("x-forwarded-");
  }

  private static String nameOf(String host) {
    return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
  }

  private static boolean isJson(HttpExchange exchange) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    return type != null
        && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json");
  }
}
