package io.chats.adapter.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.chats.adapter.management.http.HttpReplies;
import io.chats.adapter.management.http.HttpReply;
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
 * {@code POST /bus}: a Bus API request as JSON, answered with its reply (spec 9). Embedded mode
 * only, and only for callers on this machine: the host is checked, so that no web page can reach it
 * by a name of its own, and the content type, so that none can post a form to it.
 */
public final class BusHandler implements HttpHandler {

  private static final int MOST_BYTES = 1 << 20;
  private static final int SECONDS = 10;
  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Function<byte[], CompletionStage<byte[]>> bus;
  private volatile boolean shut;

  /**
   * @param bus answers a request; never fails
   */
  public BusHandler(Function<byte[], CompletionStage<byte[]>> bus) {
    this.bus = bus;
  }

  /** Takes no more requests; what was taken is answered. */
  public void shut() {
    shut = true;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals("/bus")) {
        HttpReplies.text(exchange, 404, "Try POST /bus.");
      } else if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("Allow", "POST");
        HttpReplies.text(exchange, 405, "Only POST.");
      } else if (shut) {
        HttpReplies.text(exchange, 503, "Stopping.");
      } else if (!isLocal(exchange)) {
        HttpReplies.text(exchange, 403, "Only for callers on this machine.");
      } else if (!isJson(exchange)) {
        HttpReplies.text(exchange, 415, "Only Content-Type: application/json.");
      } else {
        answer(exchange);
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (request.length > MOST_BYTES) {
      HttpReplies.text(exchange, 413, "At most 1 MiB.");
      return;
    }
    try {
      byte[] reply = bus.apply(request).toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
      HttpReplies.send(exchange, HttpReply.json(200, new String(reply, UTF_8)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      HttpReplies.text(exchange, 503, "Stopping.");
    } catch (ExecutionException | TimeoutException e) {
      HttpReplies.text(exchange, 504, "No reply in time.");
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
