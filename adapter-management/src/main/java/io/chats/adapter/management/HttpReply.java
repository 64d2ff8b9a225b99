package io.chats.adapter.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * An answer to an HTTP request.
 *
 * @param type its media type
 */
record HttpReply(int status, String type, String body) {

  private static final int NO_BODY = -1;

  /** A line of text for people. */
  static HttpReply text(int status, String text) {
    return new HttpReply(status, "text/plain; charset=utf-8", text + "\n");
  }

  /** JSON for machines. */
  static HttpReply json(int status, String body) {
    return new HttpReply(status, "application/json", body);
  }

  /** Sends it, without the body if the request is a {@code HEAD}. Does not close the exchange. */
  void send(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, NO_BODY);
    } else {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
