package io.chats.launcher.config.value;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parses hosts and ports. Hosts have no character that could end a host in a URL. */
public final class Hosts {

  static final int LAST_PORT = 65535;

  private static final String NAME_OR_IPV4 = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?";
  private static final String IPV6 = "[0-9A-Fa-f.]{0,39}:[0-9A-Fa-f:.]{0,39}";
  private static final String PORT = "([0-9]{1,5})";
  private static final String HOST = "(" + NAME_OR_IPV4 + "|\\[" + IPV6 + "])";

  private static final Pattern ONLY_HOST = Pattern.compile(HOST);
  private static final Pattern HOST_MAYBE_PORT = Pattern.compile(HOST + "(?::" + PORT + ")?");
  private static final Pattern LISTEN =
      Pattern.compile("(?:(?:(" + NAME_OR_IPV4 + ")|\\[(" + IPV6 + ")])?:)?" + PORT);

  private Hosts() {}

  static boolean isHost(String text) {
    return ONLY_HOST.matcher(text).matches();
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

  /** A listen address as it is set; the mode decides about a missing host. */
  public record ListenSpec(Optional<String> host, int port) {}
}
