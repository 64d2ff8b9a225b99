package io.chats.launcher.config;

import io.chats.adapter.jwt.JwtSettings;
import io.chats.adapter.nats.connection.NatsCredentials;
import io.chats.adapter.nats.upstream.UpstreamTopics;
import io.chats.adapter.websocket.settings.LoggedAddresses;
import io.chats.launcher.config.value.Addresses.Endpoint;
import io.chats.launcher.config.value.Addresses.NatsUrl;
import io.chats.launcher.config.value.ListenAddress;
import io.chats.launcher.config.value.Secret;
import io.chats.support.tls.TlsFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The configuration of a process (spec 2). Immutable; its strings show no secret.
 *
 * @param auth empty when all tokens are asked for
 * @param service the addresses of the services; empty in embedded mode
 * @param sentry the DSN: a URL that holds the login and the password
 * @param settings the effective variables, {@code KEY=value}, masked and printable; the value is
 *     empty if there is none
 * @param remarks what operators should know of an environment that is not wrong
 */
public record Configuration(
    WebSocket webSocket,
    Optional<Auth> auth,
    ListenAddress management,
    Optional<Service> service,
    UpstreamTopics upstreams,
    Optional<Secret> sentry,
    Optional<Endpoint> pinba,
    Ticker ticker,
    Misc misc,
    List<String> settings,
    Remarks remarks) {

  public Configuration {
    settings = List.copyOf(settings);
  }

  /**
   * Reads the environment.
   *
   * @throws ConfigurationException if it is wrong; names everything that is
   */
  public static Configuration of(Map<String, String> environment) {
    return new ConfigurationReader(new Environment(environment)).read();
  }

  public Mode mode() {
    return service.isPresent() ? Mode.SERVICE : Mode.EMBEDDED;
  }

  /**
   * The effective variables, one {@code KEY=value} on each line, secrets masked; in embedded mode
   * without those that would select service mode.
   */
  public String describe() {
    return String.join("\n", settings);
  }

  /**
   * The WebSocket API.
   *
   * @param origins allowed origins of pages, in lower case; empty for any, but in embedded mode for
   *     those of this machine
   * @param rate frames that a session may send in a second; 0 for no limit
   * @param burst frames that a session may send at once
   */
  public record WebSocket(
      ListenAddress address, Set<String> origins, int rate, int burst, Clients clients) {}

  /**
   * The limits for all clients of a node together.
   *
   * @param sessions empty for as many as the process may open files
   * @param sessionsPerAddress 0 for no limit
   * @param memory the share of the heap for what waits for clients, in percent
   * @param proxies addresses or networks of trusted proxies
   * @param logged how much of their addresses the log shows
   */
  public record Clients(
      Optional<Integer> sessions,
      int sessionsPerUser,
      int sessionsPerAddress,
      int memory,
      List<String> proxies,
      LoggedAddresses logged) {}

  /**
   * Tokens that are verified here.
   *
   * @param keys a file or an HTTP URL with the issuer's keys
   */
  public record Auth(URI keys, JwtSettings tokens) {}

  /** The services of a node in service mode. */
  public record Service(Bus bus, Database database, Redis redis) {}

  /**
   * NATS.
   *
   * @param servers servers of one cluster; never empty
   * @param topic the subject of the Bus API
   * @param credentials besides those that the URLs have
   * @param tls empty unless there are files for it
   */
  public record Bus(
      List<NatsUrl> servers, String topic, NatsCredentials credentials, Optional<TlsFiles> tls) {}

  /**
   * MySQL.
   *
   * @param host an IPv6 address in brackets
   */
  public record Database(
      String host, int port, Optional<String> user, Optional<Secret> password, String name) {

    /** As operators know them. */
    public String servers() {
      return host.contains(",") || host.matches("[^:]+:\\d+|.*]:\\d+") ? host : host + ":" + port;
    }
  }

  /**
   * Redis.
   *
   * @param host an IPv6 address in brackets
   * @param lifetime the time after which cached entries expire
   */
  public record Redis(String host, int port, Optional<Secret> password, Duration lifetime) {}

  /**
   * The ticker.
   *
   * @param enabled whether this process takes part in it
   */
  public record Ticker(boolean enabled, Duration step) {}

  /**
   * Other settings.
   *
   * @param busTimeout the time for which callers, and this node as a caller, wait for a reply
   * @param longestPause the longest pause between attempts to reach a service that is away
   * @param shutdown the time for a graceful stop; may be zero
   * @param sdkLog whether each bus request and reply is logged
   * @param locale the language of texts for users
   * @param timeZone the time zone of dates
   * @param dataFolder the folder of the embedded database; need not exist
   */
  public record Misc(
      Duration busTimeout,
      Duration longestPause,
      Duration shutdown,
      boolean sdkLog,
      Locale locale,
      ZoneId timeZone,
      Path dataFolder) {}

  /**
   * What operators should know of an environment that is not wrong.
   *
   * @param serviceLinks which of Kubernetes' service links were ignored
   * @param typos sentences about variables that look like one of Chats and are none
   */
  public record Remarks(Optional<String> serviceLinks, List<String> typos) {

    public Remarks {
      typos = List.copyOf(typos);
    }

    /** All of them, for people. */
    public List<String> all() {
      return Stream.concat(serviceLinks.stream(), typos.stream()).toList();
    }
  }
}
