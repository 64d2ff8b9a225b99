package io.chats.adapter.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Answers {@code POST /bus}: a Bus API request as JSON, answered with its reply (spec 9). For
 * embedded mode and for callers on this machine only: the host is checked, so that no web page can
 * reach it by a name of its own, and the content type, so that none can post a form to it.
 */
public final class BusHandler implements HttpHandler {

  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_SECONDS = 10;
  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Function<byte[], CompletionStage<byte[]>> bus;
  private volatile boolean closed;

  /**
   * @param bus answers a request; never fails, whatever the bytes are
   */
  public BusHandler(Function<byte[], CompletionStage<byte[]>> bus) {
    this.bus = bus;
  }

  /** Refuses further requests; those taken before are answered. */
  public void close() {
    closed = true;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals("/bus")) {
        HttpReply.text(404, "Try POST /bus.").send(exchange);
      } else if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("Allow", "POST");
        HttpReply.text(405, "Only POST.").send(exchange);
      } else if (closed) {
        HttpReply.text(503, "Stopping.").send(exchange);
      } else if (!isLocal(exchange)) {
        HttpReply.text(403, "Only for callers on this machine.").send(exchange);
      } else if (!isJson(exchange)) {
        HttpReply.text(415, "Only Content-Type: application/json.").send(exchange);
      } else {
        answer(exchange);
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
    if (request.length > MAX_BYTES) {
      HttpReply.text(413, "At most 1 MiB.").send(exchange);
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

  private static String nameOf(String host) {
    return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
  }

  private static boolean isJson(HttpExchange exchange) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    return type != null
        && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json");
  }
}
