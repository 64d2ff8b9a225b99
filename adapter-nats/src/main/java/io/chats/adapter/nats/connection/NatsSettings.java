package io.chats.adapter.nats.connection;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where NATS is and how to get there.
 *
 * @param urls of one or more servers of a cluster, {@code nats://host:port} or {@code tls://…}
 * @param name what the servers list this node as
 * @param longestPause between attempts to reach a server that is away
 */
public record NatsSettings(
    List<String> urls, Optional<String> token, String name, Duration longestPause) {

  public NatsSettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("no NATS URL is given");
    }
  }

  /**
   * @param urls separated by commas; blanks around them are ignored
   * @throws IllegalArgumentException if there is none
   */
  public static NatsSettings of(
      String urls, Optional<String> token, String name, Duration longestPause) {
    List<String> each =
        Arrays.stream(urls.split(",", -1)).map(String::strip).filter(u -> !u.isEmpty()).toList();
    return new NatsSettings(each, token, name, longestPause);
  }

  /** The servers for people: without what a URL may say of users, passwords and tokens. */
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
