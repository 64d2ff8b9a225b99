package io.chats.adapter.nats.connection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URLs of the servers that a node may connect to: those that are configured, and those that the
 * servers have told of. A server that was told of is used as the configured ones are: with the
 * credentials that stand in their URLs, and, where it has only an address, under the name of one of
 * them when its certificate is checked. Safe for use by any thread.
 */
final class ServerAddresses {

  private static final Pattern URL =
      Pattern.compile("(?:([A-Za-z]+)://)?(?:(.*)@)?(\\[[^\\]]*]|[^:/]*)(?::(\\d+))?/?");
  private static final Pattern IP = Pattern.compile("[0-9.]+|\\[.*]");
  private static final String DEFAULT_PORT = "4222";

  /**
   * A server.
   *
   * @param url with the credentials for it that stand in URLs
   * @param certificateName the name that its certificate must have
   */
  record Server(String url, String certificateName) {

    boolean hasCredentials() {
      return Parts.of(url).userInfo().isPresent();
    }

    /** Without credentials. */
    @Override
    public String toString() {
      return Parts.of(url).hostAndPort();
    }
  }

  private final List<Parts> configured;
  private final boolean secure;
  private final Optional<String> userInfo;
  private volatile Map<String, Server> servers;

  /**
   * @param ownCredentials whether there are credentials beside those in URLs
   */
  ServerAddresses(List<String> urls, boolean ownCredentials) {
    this.configured = urls.stream().map(Parts::of).toList();
    this.secure = configured.stream().anyMatch(Parts::isSecure);
    this.userInfo =
        ownCredentials
            ? Optional.empty()
            : configured.stream().flatMap(parts -> parts.userInfo().stream()).findFirst();
    learn(List.of());
  }

  /** Returns whether any of the configured URLs asks for TLS, which then holds for all servers. */
  boolean isSecure() {
    return secure;
  }

  List<Server> all() {
    return List.copyOf(servers.values());
  }

  /**
   * Replaces the servers that are not configured: they may be the only ones left some day.
   *
   * @param discovered URLs, or hosts with ports
   */
  void learn(Collection<String> discovered) {
    Map<String, Server> known = new LinkedHashMap<>();
    configured.forEach(parts -> known.put(parts.hostAndPort(), parts.configured()));
    discovered.stream()
        .map(Parts::of)
        .forEach(parts -> known.putIfAbsent(parts.hostAndPort(), discovered(parts)));
    servers = known;
  }

  private Server discovered(Parts parts) {
    String credentials = userInfo.map(it -> it + "@").orElse("");
    return new Server("nats://" + credentials + parts.hostAndPort(), nameOf(parts.host()));
  }

  private String nameOf(String host) {
    return isAddress(host)
        ? configured.stream().map(Parts::host).filter(it -> !isAddress(it)).findFirst().orElse(host)
        : host;
  }

  private static boolean isAddress(String host) {
    return IP.matcher(host).matches();
  }

  private record Parts(
      String url, boolean isSecure, Optional<String> userInfo, String host, String port) {

    static Parts of(String url) {
      Matcher parts = URL.matcher(url);
      if (!parts.matches()) {
        return new Parts(url, false, Optional.empty(), url, DEFAULT_PORT);
      }
      return new Parts(
          url,
          "tls".equals(String.valueOf(parts.group(1)).toLowerCase(Locale.ROOT)),
          Optional.ofNullable(parts.group(2)),
          parts.group(3).toLowerCase(Locale.ROOT),
          Optional.ofNullable(parts.group(4)).orElse(DEFAULT_PORT));
    }

    String hostAndPort() {
      return host + ":" + port;
    }

    Server configured() {
      return new Server(url, host);
    }
  }
}
