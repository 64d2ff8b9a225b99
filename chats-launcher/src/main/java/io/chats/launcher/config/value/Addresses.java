package io.chats.launcher.config.value;

import io.chats.adapter.websocket.settings.TrustedProxies;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parses hosts, ports and lists of URLs. Hosts have no character that could end a host in a URL.
 */
public final class Addresses {

  static final int LAST_PORT = 65535;

  private static final String NAME_OR_IPV4 = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?";
  private static final String IPV6 = "[0-9A-Fa-f.]{0,39}:[0-9A-Fa-f:.]{0,39}";
  private static final String PORT = "([0-9]{1,5})";
  private static final String HOST = "(" + NAME_OR_IPV4 + "|\\[" + IPV6 + "])";

  private static final Pattern ONLY_HOST = Pattern.compile(HOST);
  private static final Pattern HOST_MAYBE_PORT = Pattern.compile(HOST + "(?::" + PORT + ")?");
  private static final Pattern LISTEN =
      Pattern.compile("(?:(?:(" + NAME_OR_IPV4 + ")|\\[(" + IPV6 + ")])?:)?" + PORT);

  private static final Set<String> NATS_SCHEMES = Set.of("nats", "tls");
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  private Addresses() {}

  static boolean isHost(String text) {
    return ONLY_HOST.matcher(text).matches();
  }

  /** Hosts, separated by commas, each with or without a port of its own. */
  static boolean areHosts(String text) {
    return each(text, host -> endpoint(host, LAST_PORT)).isPresent();
  }

  static Optional<Endpoint> endpoint(String text, int presetPort) {
    Matcher parts = HOST_MAYBE_PORT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int port = parts.group(2) == null ? presetPort : Integer.parseInt(parts.group(2));
    return port >= 1 && port <= LAST_PORT
        ? Optional.of(new Endpoint(parts.group(1), port))
        : Optional.empty();
  }

  static Optional<ListenSpec> listen(String text) {
    Matcher parts = LISTEN.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Optional<String> host = Stream.of(1, 2).map(parts::group).filter(h -> h != null).findFirst();
    int port = Integer.parseInt(parts.group(3));
    return port <= LAST_PORT ? Optional.of(new ListenSpec(host, port)) : Optional.empty();
  }

  static Optional<List<NatsUrl>> natsUrls(String text) {
    return each(text, Addresses::natsUrl);
  }

  /** Origins as browsers write them. */
  static Optional<Set<String>> origins(String text) {
    return each(text, Addresses::origin).map(Set::copyOf);
  }

  /** Addresses and networks in numbers; refused with an exception where they are none. */
  static Optional<List<String>> networks(String text) {
    Optional<List<String>> networks = each(text, Optional::of);
    networks.ifPresent(TrustedProxies::of);
    return networks;
  }

  static boolean isUrlHost(String text) {
    return isHost(text) && uri("http://" + text).map(URI::getHost).isPresent();
  }

  /** Masks users and passwords; in a text that cannot be parsed, everything they may be in. */
  static String shownUrls(String urls) {
    return natsUrls(urls)
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
    return uri(text).filter(Addresses::isNatsUrl).map(url -> new NatsUrl(text));
  }

  private static boolean isNatsUrl(URI url) {
    return url.getScheme() != null
        && NATS_SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
        && url.getHost() != null
        && url.getPort() <= LAST_PORT
        && url.getRawPath().isEmpty()
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  /** An HTTP URL, or a file that can be read, as a URL. */
  static Optional<URI> keySet(String text) {
    return text.matches("(?i)https?://.*")
        ? uri(text).filter(Addresses::isOpenUrl)
        : Optional.of(Path.of(text)).filter(Addresses::isReadableFile).map(Path::toUri);
  }

  private static boolean isOpenUrl(URI url) {
    return url.getHost() != null && url.getRawUserInfo() == null && url.getPort() <= LAST_PORT;
  }

  private static boolean isReadableFile(Path file) {
    return Files.isRegularFile(file) && Files.isReadable(file);
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

  /**
   * The address of a service.
   *
   * @param host a name or an address, an IPv6 one in brackets
   * @param port 1 to 65535
   */
  public record Endpoint(String host, int port) {}

  /**
   * The URL of a NATS server.
   *
   * @param value with user and password, or token, if there are any
   */
  public record NatsUrl(String value) {

    /** Returns whether it has a user and a password, or a token. */
    public boolean hasCredentials() {
      return value.contains("@");
    }

    /** Without user, password and token. */
    @Override
    public String toString() {
      return Masking.url(value);
    }
  }

  /** A listen address as it is set; the mode decides about a missing host. */
  public record ListenSpec(Optional<String> host, int port) {}
}
