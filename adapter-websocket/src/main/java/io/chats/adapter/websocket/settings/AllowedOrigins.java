package io.chats.adapter.websocket.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The origins of the pages that may connect. Only browsers send an origin, and only their users are
 * protected by this check: a client without an origin is always allowed. Origins are compared as
 * such: in any case, and one with the default port of its scheme equals one without.
 */
public final class AllowedOrigins {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> PAGES = Set.of("http", "https");

  private final Predicate<String> allowed;

  private AllowedOrigins(Predicate<String> allowed) {
    this.allowed = allowed;
  }

  /** Allows pages of every origin. */
  public static AllowedOrigins all() {
    return new AllowedOrigins(origin -> true);
  }

  /** Allows pages of this machine only: {@code localhost} and its addresses, on any port. */
  public static AllowedOrigins ofThisMachine() {
    return new AllowedOrigins(origin -> parse(origin).filter(AllowedOrigins::isLocal).isPresent());
  }

  /** Allows these origins, as browsers write them, such as {@code https://chats.example}. */
  public static AllowedOrigins of(Set<String> origins) {
    Set<String> canonical =
        origins.stream().map(AllowedOrigins::canonical).collect(Collectors.toUnmodifiableSet());
    return new AllowedOrigins(origin -> canonical.contains(canonical(origin)));
  }

  /**
   * Returns whether a page may connect.
   *
   * @param origin as the client sent it
   */
  public boolean allows(Optional<String> origin) {
    return origin.filter(allowed.negate()).isEmpty();
  }

  private static String canonical(String origin) {
    String lower = origin.strip().toLowerCase(Locale.ROOT);
    String bare = lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    return parse(bare)
        .filter(AllowedOrigins::hasDefaultPort)
        .map(uri -> uri.getScheme() + "://" + uri.getHost())
        .orElse(bare);
  }

  private static Optional<URI> parse(String origin) {
    try {
      return Optional.of(new URI(origin)).filter(uri -> uri.getHost() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean hasDefaultPort(URI origin) {
    return switch (origin.getScheme()) {
      case "http", "ws" -> origin.getPort() == 80;
      case "https", "wss" -> origin.getPort() == 443;
      default -> false;
    };
  }

  private static boolean isLocal(URI origin) {
    return PAGES.contains(origin.getScheme().toLowerCase(Locale.ROOT))
        && THIS_MACHINE.contains(origin.getHost().toLowerCase(Locale.ROOT));
  }
}
