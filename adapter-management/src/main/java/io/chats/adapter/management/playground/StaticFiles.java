package io.chats.adapter.management.playground;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;

/** Serves listed files by their exact paths, and nothing else, whatever the path says. */
final class StaticFiles implements HttpHandler {

  private static final int NO_BODY = -1;

  private final Map<String, StaticFile> files;
  private final String policy;

  /**
   * @param files the files by path
   * @param policy the Content-Security-Policy for all of them
   */
  StaticFiles(Map<String, StaticFile> files, String policy) {
    this.files = Map.copyOf(files);
    this.policy = policy;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      StaticFile file = files.get(exchange.getRequestURI().getRawPath());
      if (file == null) {
        refuse(exchange, 404, "There is nothing here; try /.");
      } else if (!exchange.getRequestMethod().matches("GET|HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        refuse(exchange, 405, "Only GET.");
      } else {
        serve(exchange, file);
      }
    }
  }

  private void serve(HttpExchange exchange, StaticFile file) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", file.type());
    headers.set("ETag", file.tag());
    headers.set("Cache-Control", "no-cache");
    headers.set("Content-Security-Policy", policy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    if (file.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, NO_BODY);
    } else if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, NO_BODY);
    } else {
      exchange.sendResponseHeaders(200, file.length());
      file.writeTo(exchange.getResponseBody());
    }
  }

  static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    byte[] body = (why + "\n").getBytes(UTF_8);
    boolean wanted = !exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, wanted ? body.length : NO_BODY);
    if (wanted) {
      exchange.getResponseBody().write(body);
    }
  }
}
