package io.chats.adapter.management.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Answers {@code GET} and {@code HEAD} of exactly one path with something that is made each time.
 */
public final class GetHandler implements HttpHandler {

  private final String path;
  private final Supplier<HttpReply> content;

  /**
   * @param content never blocks
   */
  public GetHandler(String path, Supplier<HttpReply> content) {
    this.path = path;
    this.content = content;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        HttpReplies.text(exchange, 404, "There is nothing here.");
      } else if (!isReading(exchange.getRequestMethod())) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        HttpReplies.text(exchange, 405, "Only GET and HEAD.");
      } else {
        HttpReplies.send(exchange, content.get());
      }
    }
  }

  private static boolean isReading(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }
}
