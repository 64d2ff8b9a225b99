package io.chats.launcher.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Answers {@code GET} and {@code HEAD} of exactly one path with something that is made each time.
 */
final class Page implements HttpHandler {

  private final String path;
  private final Supplier<Reply> content;

  /**
   * @param content never blocks
   */
  Page(String path, Supplier<Reply> content) {
    this.path = path;
    this.content = content;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        Replies.text(exchange, 404, "There is nothing here.");
      } else if (!isReading(exchange.getRequestMethod())) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        Replies.text(exchange, 405, "Only GET and HEAD.");
      } else {
        Replies.send(exchange, content.get());
      }
    }
  }

  private static boolean isReading(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }
}
