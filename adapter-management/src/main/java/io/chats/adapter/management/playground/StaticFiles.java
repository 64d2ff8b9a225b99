package io.chats.adapter.management.playground;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    headers.set("Content-Type", file.type);
    headers.set("ETag", file.tag);
    headers.set("Cache-Control", "no-cache");
    headers.set("Content-Security-Policy", policy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    if (file.tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, NO_BODY);
    } else {
      send(exchange, 200, file.content);
    }
  }

  static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    send(exchange, status, (why + "\n").getBytes(UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, NO_BODY);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** A file that is served as it is. Immutable. */
  static final class StaticFile {

    private static final Map<String, String> TYPES =
        Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "ts", "text/plain; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private final String type;
    private final byte[] content;

    /** The value of its ETag, which changes with the content. */
    private final String tag;

    /**
     * @param name decides about the media type
     */
    StaticFile(String name, byte[] content) {
      this.type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      this.content = content.clone();
      this.tag = '"' + HexFormat.of().formatHex(digest(content), 0, 8) + '"';
    }

    /**
     * Reads a file that comes with this program.
     *
     * @throws IllegalStateException if it does not
     */
    static StaticFile resource(String path) {
      try (InputStream in = StaticFile.class.getResourceAsStream(path)) {
        if (in == null) {
          throw new IllegalStateException(path + " is not part of this program");
        }
        return new StaticFile(path, in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static byte[] digest(byte[] content) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(content);
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java has SHA-256", e);
      }
    }
  }
}
