package io.chats.adapter.nats.connection;

import io.chats.adapter.nats.connection.NatsCredentials.None;
import io.chats.adapter.nats.connection.NatsCredentials.Token;
import io.chats.support.tls.TlsFiles;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the connections to NATS.
 *
 * @param urls the URLs of one or more servers of a cluster, {@code nats://host:port} or {@code
 *     tls://…}; credentials in them hold for that server, and those of the first URL that has some
 *     for the servers that are discovered
 * @param credentials the credentials for servers whose URL has none, discovered ones included
 * @param tls the files for TLS, which then is used with every server; without them it is used if a
 *     URL begins with {@code tls}
 * @param name the name under which the servers list this node
 * @param longestPause the longest pause between attempts to reach a server that is away
 */
public record NatsSettings(
    List<String> urls,
    NatsCredentials credentials,
    Optional<TlsFiles> tls,
    String name,
    Duration longestPause) {

  public NatsSettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("no NATS URL is given");
    }
  }

  /**
   * Reads the URLs from one text.
   *
   * @param urls the URLs, separated by commas; blanks around them are ignored
   * @throws IllegalArgumentException if there is no URL
   */
  public static NatsSettings of(
      String urls, Optional<String> token, String name, Duration longestPause) {
    List<String> each =
        Arrays.stream(urls.split(",", -1)).map(String::strip).filter(u -> !u.isEmpty()).toList();
    NatsCredentials credentials = token.<NatsCredentials>map(Token::new).orElseGet(None::new);
    return new NatsSettings(each, credentials, Optional.empty(), name, longestPause);
  }

  public NatsSettings withCredentials(NatsCredentials other) {
    return new NatsSettings(urls, other, tls, name, longestPause);
  }

  public NatsSettings withTls(TlsFiles files) {
    return new NatsSettings(urls, credentials, Optional.of(files), name, longestPause);
  }

  /** The servers for logs: without the users, passwords and tokens that URLs may hold. */
  public String servers() {
    return String.join(",", urls.stream().map(NatsSettings::withoutUser).toList());
  }

  @Override
  public String toString() {
    return "NatsSettings[" + servers() + " as " + name + "]";
  }

  private static String withoutUser(String url) {
    int scheme = url.indexOf("://");
    int start = scheme < 0 ? 0 : scheme + 3;
    return url.substring(0, start) + url.substring(Math.max(start, url.lastIndexOf('@') + 1));
  }
}
