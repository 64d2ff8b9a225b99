package io.chats.adapter.websocket.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.util.Header;

/** Reads the HTTP requests that ask for a WebSocket connection (spec 6). */
final class UpgradeRequests {

  private static final Set<String> PATHS = Set.of("/ws", "/ws/");
  private static final String BEARER = "bearer ";
  private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9a-fA-F]{2})++");

  private final Set<String> origins;

  /**
   * @param origins the allowed ones; empty allows all
   */
  UpgradeRequests(Set<String> origins) {
    this.origins =
        origins.stream().map(UpgradeRequests::canonical).collect(Collectors.toUnmodifiableSet());
  }

  /** The refusal of a request that may not be upgraded. */
  Optional<HttpResponse> refuse(HttpRequestPacket request) {
    if (!PATHS.contains(request.getRequestURI())) {
      return Optional.of(HttpResponse.NOT_FOUND);
    }
    if (request.getMethod() != Method.GET || !"websocket".equalsIgnoreCase(request.getUpgrade())) {
      return Optional.of(HttpResponse.UPGRADE_REQUIRED);
    }
    return isAllowed(request.getHeader("Origin"))
        ? Optional.empty()
        : Optional.of(HttpResponse.FORBIDDEN);
  }

  /** The token of the client, from the query or else from the header. */
  static Optional<String> token(HttpRequestPacket request) {
    return queryParameter("token", request)
        .or(() -> bearer(request.getHeader(Header.Authorization)))
        .filter(token -> !token.isEmpty());
  }

  /** Returns whether the client is going to send its positions before it is sent anything. */
  static boolean syncs(HttpRequestPacket request) {
    return queryParameter("sync", request).filter("1"::equals).isPresent();
  }

  /** Only browsers send an origin, and only their users are protected by this check. */
  private boolean isAllowed(String origin) {
    return origins.isEmpty() || origin == null || origins.contains(canonical(origin));
  }

  private static String canonical(String origin) {
    String lower = origin.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
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
