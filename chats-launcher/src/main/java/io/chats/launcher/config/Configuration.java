package io.chats.launcher.config;

import io.chats.launcher.config.value.Endpoint;
import io.chats.launcher.config.value.ListenAddress;
import io.chats.launcher.config.value.NatsUrl;
import io.chats.launcher.config.value.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a process was told (spec 2). Immutable; no part of it shows a secret as a string.
 *
 * @param service where the services are; empty in embedded mode
 * @param settings all of this as variables, for people
 */
public record Configuration(
    WebSocket webSocket,
    ListenAddress management,
    Optional<Service> service,
    Upstreams upstreams,
    Optional<Sentry> sentry,
    Optional<Endpoint> pinba,
    Ticker ticker,
    Misc misc,
    List<Setting> settings) {

  public Configuration {
    settings = List.copyOf(settings);
  }

  /**
   * Reads the environment.
   *
   * @throws ConfigurationException if it cannot be understood; says all that is wrong with it
   */
  public static Configuration of(Map<String, String> environment) {
    return new ConfigurationReader(new Environment(environment)).read();
  }

  public Mode mode() {
    return service.isPresent() ? Mode.SERVICE : Mode.EMBEDDED;
  }

  /**
   * What is in effect, one {@code KEY=value} for each line, secrets masked; in embedded mode
   * without the variables that would end it.
   */
  public String describe() {
    return settings.stream().map(Setting::toString).collect(Collectors.joining("\n"));
  }

  /**
   * Where clients connect.
   *
   * @param origins that pages may have, in lower case; empty: any
   * @param rate frames a second for a session; 0: no limit
   * @param burst frames that may come at once
   */
  public record WebSocket(ListenAddress address, Set<String> origins, int rate, int burst) {}

  /** What a node in service mode needs elsewhere. */
  public record Service(Bus bus, Database database, Redis redis) {}

  /**
   * NATS.
   *
   * @param servers of one cluster; never empty
   * @param topic subject of the Bus API
   */
  public record Bus(List<NatsUrl> servers, String topic, Optional<Secret> token) {}

  /**
   * MySQL.
   *
   * @param host an IPv6 address in brackets
   */
  public record Database(
      String host, int port, Optional<String> user, Optional<Secret> password, String name) {}

  /**
   * Redis.
   *
   * @param host an IPv6 address in brackets
   * @param lifetime of what is cached
   */
  public record Redis(String host, int port, Optional<Secret> password, Duration lifetime) {}

  /** The subjects of the services that are asked. */
  public record Upstreams(
      String users,
      String personal,
      String doctors,
      String storage,
      String telemed,
      String communications) {}

  /**
   * Sentry.
   *
   * @param dsn a URL that holds the login and the password
   */
  public record Sentry(Secret dsn) {}

  /**
   * The ticker.
   *
   * @param enabled whether this process takes part in it
   */
  public record Ticker(boolean enabled, Duration step) {}

  /**
   * The rest.
   *
   * @param busTimeout how long callers, and this node as a caller, wait for a reply
   * @param longestPause between attempts to reach a service that is away
   * @param shutdown given to a graceful stop; may be zero
   * @param sdkLog whether each bus request and reply is logged
   * @param locale of texts for people
   * @param timeZone of dates
   * @param dataFolder of the embedded database; need not exist
   */
  public record Misc(
      Duration busTimeout,
      Duration longestPause,
      Duration shutdown,
      boolean sdkLog,
      Locale locale,
      ZoneId timeZone,
      Path dataFolder) {}
}
