package io.chats.adapter.management.playground;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpHandler;
import io.chats.adapter.management.playground.StaticFiles.StaticFile;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The page at {@code /} of the management server. In embedded mode it is the playground, which
 * drives this service through {@code POST /bus} and the WebSocket; in service mode there is none.
 */
public final class Playground {

  private static final String FOLDER = "/io/chats/launcher/web";

  private static final List<String> PAGE =
      List.of(
          "bus.js",
          "consultation.js",
          "dom.js",
          "history.js",
          "icon.svg",
          "main.js",
          "network.js",
          "participant.js",
          "person-view.js",
          "playground.css",
          "stage.js",
          "texts.js",
          "transcript.js",
          "wire.js");

  private static final List<String> CLIENT =
      List.of(
          "backoff.js",
          "bus-shapes.js",
          "catch-up.js",
          "chat.js",
          "chats-client.d.ts",
          "chats-client.js",
          "codes.js",
          "connection.js",
          "emitter.js",
          "options.js",
          "outbox.js",
          "package.json",
          "read-marks.js",
          "timers.js",
          "typing.js");

  private Playground() {}

  /**
   * The playground and the JavaScript client.
   *
   * @param webSocket the address on which the WebSocket listens
   */
  public static HttpHandler at(InetSocketAddress webSocket) {
    String origin = "ws://" + reachable(webSocket) + ":" + webSocket.getPort();
    Map<String, StaticFile> files = new HashMap<>();
    files.put("/", StaticFile.resource(FOLDER + "/playground/index.html"));
    Stream.concat(
            PAGE.stream().map("/playground/"::concat), CLIENT.stream().map("/client/"::concat))
        .forEach(path -> files.put(path, StaticFile.resource(FOLDER + path)));
    files.put(
        "/playground/config.json",
        new StaticFile("config.json", ("{\"webSocket\":\"" + origin + "/ws/\"}").getBytes(UTF_8)));
    return new StaticFiles(files, policy(origin));
  }

  /** The answer in service mode: a page that says that there is none. */
  public static HttpHandler none() {
    return exchange -> {
      try (exchange) {
        StaticFiles.refuse(exchange, 404, "Chats. The playground is there in embedded mode only.");
      }
    };
  }

  /** Allows nothing but this page's own files, {@code POST /bus} and the WebSocket. */
  private static String policy(String webSocket) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
        + " 'self' "
        + webSocket
        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /** The host by which a browser on this machine reaches it; policies know no IPv6 addresses. */
  private static String reachable(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    if (host.isAnyLocalAddress()) {
      return "127.0.0.1";
    }
    return host instanceof Inet6Address ? "localhost" : host.getHostAddress();
  }
}
