package io.chats.launcher.config;

import io.chats.adapter.jwt.JwtSettings;
import io.chats.adapter.nats.upstream.UpstreamTopics;
import io.chats.launcher.config.value.Addresses;
import io.chats.launcher.config.value.ListenAddress;
import io.chats.launcher.config.value.Masking;
import io.chats.launcher.config.value.Secret;
import io.chats.support.environment.KnownNames;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a configuration of an environment, or says what is wrong with it. */
final class ConfigurationReader {

  private static final String EVERYWHERE = "0.0.0.0";
  private static final String THIS_MACHINE = "127.0.0.1";

  private final KnownNames names = Variables.names();
  private final Environment environment;

  ConfigurationReader(Environment environment) {
    this.environment = environment;
  }

  Configuration read() {
    List<String> problems =
        Stream.concat(environment.problems().stream(), VariableRules.broken(environment)).toList();
    if (!problems.isEmpty()) {
      // A name that is missing may be there with a typo.
      throw new ConfigurationException(Stream.concat(problems.stream(), typos()).toList());
    }
    return new Configuration(
        webSocket(),
        environment.find(Variables.AUTH_JWKS).map(this::auth),
        address(Variables.MANAGEMENT_PORT),
        service(),
        upstreams(),
        environment.find(Variables.SENTRY_URL).map(this::sentryDsn),
        environment.find(Variables.PINBA_HOST),
        new Configuration.Ticker(
            environment.get(Variables.CRON), environment.get(Variables.CRON_STEP)),
        misc(),
        settings(),
        new Configuration.Remarks(serviceLinks(), typos().toList()));
  }

  /** Names what looks like a variable and is none: a typo may open what was meant to be closed. */
  private Stream<String> typos() {
    return environment.names().stream().flatMap(name -> typo(name).stream());
  }

  private Optional<String> typo(String name) {
    return names
        .meantBy(name)
        .map(nearest ->
            "%s is no variable of Chats and has no effect; the nearest one is %s"
                .formatted(Masking.printable(name), nearest));
  }

  /** Of all services in the namespace, those whose links would have been taken for variables. */
  private Optional<String> serviceLinks() {
    String services =
        environment.serviceLinks().entrySet().stream()
            .filter(link -> names.concern(link.getKey()))
            .map(Map.Entry::getValue)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return Optional.of("Ignored what Kubernetes says of the services %s (enableServiceLinks)")
        .filter(it -> !services.isEmpty())
        .map(it -> it.formatted(services));
  }

  private Configuration.WebSocket webSocket() {
    return new Configuration.WebSocket(
        address(Variables.WEBSOCKET_PORT),
        environment.find(Variables.WEBSOCKET_ORIGINS).orElse(Set.of()),
        environment.get(Variables.WEBSOCKET_RATE),
        environment.get(Variables.WEBSOCKET_BURST),
        new Configuration.Clients(
            environment.find(Variables.WEBSOCKET_SESSIONS),
            environment.get(Variables.WEBSOCKET_SESSIONS_PER_USER),
            environment.get(Variables.WEBSOCKET_SESSIONS_PER_ADDRESS),
            environment.get(Variables.WEBSOCKET_MEMORY),
            environment.find(Variables.TRUSTED_PROXIES).orElse(List.of()),
            environment.get(Variables.LOG_ADDRESSES)));
  }

  private Configuration.Auth auth(URI keys) {
    return new Configuration.Auth(
        keys,
        new JwtSettings(
            environment.find(Variables.AUTH_ISSUER),
            environment.find(Variables.AUTH_AUDIENCE),
            environment.get(Variables.AUTH_USER_CLAIM)));
  }

  /** Embedded mode, with its made-up users, listens for this machine only by default (spec 2). */
  private ListenAddress address(Variable<Addresses.ListenSpec> variable) {
    String preset = environment.mode() == Mode.EMBEDDED ? THIS_MACHINE : EVERYWHERE;
    Addresses.ListenSpec given = environment.get(variable);
    return new ListenAddress(given.host().orElse(preset), given.port());
  }

  private Optional<Configuration.Service> service() {
    return environment.mode() == Mode.EMBEDDED
        ? Optional.empty()
        : Optional.of(new Configuration.Service(bus(), database(), redis()));
  }

  private Configuration.Bus bus() {
    return new Configuration.Bus(
        environment.get(Variables.BUS_URL),
        environment.get(Variables.BUS_TOPIC),
        BusVariables.credentials(environment),
        BusVariables.tls(environment));
  }

  private Configuration.Database database() {
    return new Configuration.Database(
        environment.get(Variables.DB_HOST),
        environment.get(Variables.DB_PORT),
        environment.find(Variables.DB_USER),
        environment.find(Variables.DB_PASSWORD),
        environment.get(Variables.DB_NAME));
  }

  private Configuration.Redis redis() {
    return new Configuration.Redis(
        environment.get(Variables.REDIS_HOST),
        environment.get(Variables.REDIS_PORT),
        environment.find(Variables.REDIS_PASSWORD),
        environment.get(Variables.REDIS_TTL));
  }

  private UpstreamTopics upstreams() {
    return new UpstreamTopics(
        environment.get(Variables.USERS_TOPIC),
        environment.get(Variables.PERSONAL_TOPIC),
        environment.get(Variables.DOCTORS_TOPIC),
        environment.get(Variables.STORAGE_TOPIC),
        environment.get(Variables.TELEMED_TOPIC),
        environment.get(Variables.COMMUNICATIONS_TOPIC));
  }

  private Secret sentryDsn(String host) {
    String login = environment.get(Variables.SENTRY_LOGIN).value();
    String user =
        environment.find(Variables.SENTRY_PASSWORD).map(p -> login + ":" + p.value()).orElse(login);
    String scheme = environment.get(Variables.SENTRY_PROTOCOL);
    String path = "/" + environment.get(Variables.SENTRY_PROJECT_ID);
    int port = environment.get(Variables.SENTRY_PORT);
    try {
      return new Secret(new URI(scheme, user, host, port, path, null, null).toASCIIString());
    } catch (URISyntaxException e) {
      // Its message has the URL with the password, and so would a cause's.
      throw new IllegalStateException("checked parts make no URL");
    }
  }

  private Configuration.Misc misc() {
    return new Configuration.Misc(
        environment.get(Variables.BUS_TIMEOUT),
        environment.get(Variables.RECONNECT_TO_SERVICE),
        environment.get(Variables.SHUTDOWN_SLEEP),
        environment.get(Variables.SDK_LOG),
        environment.get(Variables.CHATS_LOCALE),
        environment.get(Variables.CHATS_TIMEZONE),
        environment.get(Variables.DATA_DIR));
  }

  private List<String> settings() {
    boolean embedded = environment.mode() == Mode.EMBEDDED;
    return Variables.all().stream()
        .filter(variable -> !embedded || !Environment.belongsToServices(variable.name()))
        .map(this::setting)
        .toList();
  }

  private String setting(Variable<?> variable) {
    return environment
        .secretPath(variable)
        .map(path -> variable.fileName() + "=" + Masking.printable(path))
        .orElseGet(() -> variable.name() + "=" + shown(variable));
  }

  private String shown(Variable<?> variable) {
    return Stream.of(Variables.WEBSOCKET_PORT, Variables.MANAGEMENT_PORT)
        .filter(variable::equals)
        .map(listening -> address(listening).toString())
        .findFirst()
        .or(() -> environment.effective(variable).map(variable::shown))
        .orElse("");
  }
}
