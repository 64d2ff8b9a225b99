package io.chats.launcher.config.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parses lists of URLs. */
final class Urls {

  private static final Set<String> NATS_SCHEMES = Set.of("nats", "tls");
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  private Urls() {}

  static Optional<List<NatsUrl>> nats(String text) {
    return each(text, Urls::natsUrl);
  }

  /** Origins as browsers write them. */
  static Optional<Set<String>> origins(String text) {
    return each(text, Urls::origin).map(Set::copyOf);
  }

  static boolean isHost(String text) {
    return Hosts.isHost(text) && uri("http://" + text).map(URI::getHost).isPresent();
  }

  /** Masks users and passwords; in a text that cannot be parsed, everything they may be in. */
  static String shown(String urls) {
    return nats(urls)
        .map(all -> all.stream().map(NatsUrl::toString).collect(Collectors.joining(",")))
        .orElseGet(() -> Masking.url(urls));
  }

  /** Empty if any part is bad or there is none. */
  private static <T> Optional<List<T>> each(String text, Function<String, Optional<T>> parser) {
    List<Optional<T>> parts =
        Arrays.stream(text.split(",", -1)).map(String::strip).map(parser).toList();
    return parts.stream().allMatch(Optional::isPresent)
        ? Optional.of(parts.stream().map(Optional::orElseThrow).toList())
        : Optional.empty();
  }

  private static Optional<NatsUrl> natsUrl(String text) {
    return uri(text).filter(Urls::isNatsUrl).map(url -> new NatsUrl(text));
  }

  private static boolean isNatsUrl(URI url) {
    return url.getScheme() != null
        && NATS_SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
        && url.getHost() != null
        && url.getPort() <= Hosts.LAST_PORT
        && url.getRawPath().isEmpty()
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) { // its message has the text, so it must not be passed on
      return Optional.empty();
    }
  }

  private static Optional<String> origin(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String origin = lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    return Optional.of(origin).filter(ORIGIN.asMatchPredicate());
  }
}
