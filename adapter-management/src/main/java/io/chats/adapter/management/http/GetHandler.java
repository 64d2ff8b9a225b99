package io.chats.adapter.management.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Answers {@code GET} and {@code HEAD} of exactly one path.
 *
 * @param content makes the answer to each request; must not block
 */
public record GetHandler(String path, Supplier<HttpReply> content) implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        HttpReply.text(404, "There is nothing here.").send(exchange);
      } else if (!isRead(exchange.getRequestMethod())) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        HttpReply.text(405, "Only GET and HEAD.").send(exchange);
      } else {
        content.get().send(exchange);
      }
    }
  }

  private static boolean isRead(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }
}
