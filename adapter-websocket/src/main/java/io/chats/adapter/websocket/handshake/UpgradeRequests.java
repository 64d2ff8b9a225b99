package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.settings.AllowedOrigins;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.util.Header;

/** Reads the HTTP requests that ask for a WebSocket connection (spec 6). */
final class UpgradeRequests {

  private static final Set<String> PATHS = Set.of("/ws", "/ws/");
  private static final String BEARER = "bearer ";

  /** The subprotocol that clients offer when they send the token beside it. */
  private static final String PROTOCOL = "chats";

  private static final String BEARER_PROTOCOL = "bearer.";

  /** What HTTP allows as a name; nothing else is repeated in an answer. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9a-fA-F]{2})++");

  private final AllowedOrigins origins;

  UpgradeRequests(AllowedOrigins origins) {
    this.origins = origins;
  }

  /** The refusal of a request that may not be upgraded. */
  Optional<Refusal> refuse(HttpRequestPacket request) {
    if (!PATHS.contains(request.getRequestURI())) {
      return Optional.of(new Refusal(HttpResponse.NOT_FOUND, "no such path"));
    }
    if (request.getMethod() != Method.GET || !"websocket".equalsIgnoreCase(request.getUpgrade())) {
      return Optional.of(new Refusal(HttpResponse.UPGRADE_REQUIRED, "no request for WebSocket"));
    }
    return origins.allows(Optional.ofNullable(request.getHeader("Origin")))
        ? Optional.empty()
        : Optional.of(new Refusal(HttpResponse.FORBIDDEN, "the origin is not allowed"));
  }

  /** The token of the client, from the query, or a header, or else from an offered subprotocol. */
  static Optional<String> token(HttpRequestPacket request) {
    return queryParameter("token", request)
        .or(() -> bearer(request.getHeader(Header.Authorization)))
        .or(() ->
            subprotocols(request)
                .filter(offered -> offered.startsWith(BEARER_PROTOCOL))
                .findFirst()
                .map(offered -> decode(offered.substring(BEARER_PROTOCOL.length()))))
        .filter(token -> !token.isEmpty());
  }

  /** Returns whether the client is going to send its positions before it is sent anything. */
  static boolean syncs(HttpRequestPacket request) {
    return queryParameter("sync", request).filter("1"::equals).isPresent();
  }

  /**
   * The subprotocol to answer with. Browsers close a connection whose answer has none of those they
   * offered, so one that is not known is as good as any; a token is never repeated.
   *
   * @return empty if none is to be answered
   */
  static Optional<String> subprotocol(HttpRequestPacket request) {
    return subprotocols(request)
        .filter(PROTOCOL::equals)
        .findFirst()
        .or(() ->
            subprotocols(request)
                .filter(offered -> !offered.startsWith(BEARER_PROTOCOL))
                .findFirst());
  }

  /** All values of a header that may have several lines; empty if there is none. */
  static Optional<String> allLines(String name, HttpRequestPacket request) {
    List<String> lines = lines(name, request);
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
  }

  static List<String> lines(String name, HttpRequestPacket request) {
    List<String> lines = new ArrayList<>();
    request.getHeaders().values(name).forEach(lines::add);
    return lines;
  }

  private static Stream<String> subprotocols(HttpRequestPacket request) {
    return lines("Sec-WebSocket-Protocol", request).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::strip)
        .filter(TOKEN.asMatchPredicate());
  }

  private static Optional<String> queryParameter(String name, HttpRequestPacket request) {
    String query = request.getQueryStringDC().toString(StandardCharsets.UTF_8);
    return query == null
        ? Optional.empty()
        : Arrays.stream(query.split("&", -1))
            .filter(parameter -> parameter.startsWith(name + "="))
            .findFirst()
            .map(parameter -> decode(parameter.substring(name.length() + 1)));
  }

  /**
   * Decodes a value of a query; never fails. Only well-formed escapes are decoded. Everything else
   * stays as it is, a plus sign too: tokens may contain one, and never a blank.
   */
  static String decode(String value) {
    return ESCAPES
        .matcher(value)
        .replaceAll(run -> {
          byte[] bytes = HexFormat.of().parseHex(run.group().replace("%", ""));
          return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
        });
  }

  private static Optional<String> bearer(String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    return Optional.of(authorization.substring(BEARER.length()).strip());
  }
}
