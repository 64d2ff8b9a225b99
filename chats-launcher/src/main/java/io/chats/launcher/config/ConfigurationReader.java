package io.chats.launcher.config;

import io.chats.launcher.config.Configuration.Bus;
import io.chats.launcher.config.Configuration.Database;
import io.chats.launcher.config.Configuration.Misc;
import io.chats.launcher.config.Configuration.Redis;
import io.chats.launcher.config.Configuration.Sentry;
import io.chats.launcher.config.Configuration.Service;
import io.chats.launcher.config.Configuration.Setting;
import io.chats.launcher.config.Configuration.Ticker;
import io.chats.launcher.config.Configuration.Upstreams;
import io.chats.launcher.config.Configuration.WebSocket;
import io.chats.launcher.config.value.Hosts;
import io.chats.launcher.config.value.ListenAddress;
import io.chats.launcher.config.value.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a configuration of an environment, or says what is wrong with it. */
final class ConfigurationReader {

  private static final String EVERYWHERE = "0.0.0.0";
  private static final String THIS_MACHINE = "127.0.0.1";

  private final Environment environment;
  private final ParsedValues values;

  ConfigurationReader(Environment environment) {
    this.environment = environment;
    this.values = ParsedValues.of(environment);
  }

  Configuration read() {
    List<VariableProblem> problems =
        Stream.concat(
                values.problems().stream(), VariableRules.broken(environment, values).stream())
            .toList();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Configuration(
        webSocket(),
        address(Variables.MANAGEMENT_PORT),
        service(),
        upstreams(),
        sentry(),
        values.find(Variables.PINBA_HOST),
        new Ticker(values.get(Variables.CRON), values.get(Variables.CRON_STEP)),
        misc(),
        settings());
  }

  private WebSocket webSocket() {
    return new WebSocket(
        address(Variables.WEBSOCKET_PORT),
        values.find(Variables.WEBSOCKET_ORIGINS).orElse(Set.of()),
        values.get(Variables.WEBSOCKET_RATE),
        values.get(Variables.WEBSOCKET_BURST));
  }

  /** Embedded mode, with its made-up users, listens for this machine only by default (spec 2). */
  private ListenAddress address(Variable<Hosts.ListenSpec> variable) {
    String preset = environment.mode() == Mode.EMBEDDED ? THIS_MACHINE : EVERYWHERE;
    Hosts.ListenSpec given = values.get(variable);
    return new ListenAddress(given.host().orElse(preset), given.port());
  }

  private Optional<Service> service() {
    return environment.mode() == Mode.EMBEDDED
        ? Optional.empty()
        : Optional.of(new Service(bus(), database(), redis()));
  }

  private Bus bus() {
    return new Bus(
        values.get(Variables.BUS_URL),
        values.get(Variables.BUS_TOPIC),
        values.find(Variables.BUS_TOKEN));
  }

  private Database database() {
    return new Database(
        values.get(Variables.DB_HOST),
        values.get(Variables.DB_PORT),
        values.find(Variables.DB_USER),
        values.find(Variables.DB_PASSWORD),
        values.get(Variables.DB_NAME));
  }

  private Redis redis() {
    return new Redis(
        values.get(Variables.REDIS_HOST),
        values.get(Variables.REDIS_PORT),
        values.find(Variables.REDIS_PASSWORD),
        values.get(Variables.REDIS_TTL));
  }

  private Upstreams upstreams() {
    return new Upstreams(
        values.get(Variables.USERS_TOPIC),
        values.get(Variables.PERSONAL_TOPIC),
        values.get(Variables.DOCTORS_TOPIC),
        values.get(Variables.STORAGE_TOPIC),
        values.get(Variables.TELEMED_TOPIC),
        values.get(Variables.COMMUNICATIONS_TOPIC));
  }

  private Optional<Sentry> sentry() {
    return values.find(Variables.SENTRY_URL).map(host -> new Sentry(sentryDsn(host)));
  }

  private Secret sentryDsn(String host) {
    String login = values.get(Variables.SENTRY_LOGIN).value();
    String user =
        values.find(Variables.SENTRY_PASSWORD).map(p -> login + ":" + p.value()).orElse(login);
    String scheme = values.get(Variables.SENTRY_PROTOCOL);
    String path = "/" + values.get(Variables.SENTRY_PROJECT_ID);
    int port = values.get(Variables.SENTRY_PORT);
    try {
      return new Secret(new URI(scheme, user, host, port, path, null, null).toASCIIString());
    } catch (URISyntaxException e) {
      // Its message has the URL with the password, and so would a cause's.
      throw new IllegalStateException("checked parts make no URL");
    }
  }

  private Misc misc() {
    return new Misc(
        values.get(Variables.BUS_TIMEOUT),
        values.get(Variables.RECONNECT_TO_SERVICE),
        values.get(Variables.SHUTDOWN_SLEEP),
        values.get(Variables.SDK_LOG),
        values.get(Variables.CHATS_LOCALE),
        values.get(Variables.CHATS_TIMEZONE),
        values.get(Variables.DATA_DIR));
  }

  private List<Setting> settings() {
    boolean embedded = environment.mode() == Mode.EMBEDDED;
    return Variables.all().stream()
        .filter(variable -> !embedded || !Environment.belongsToServices(variable.name()))
        .map(variable -> new Setting(variable.name(), shown(variable)))
        .toList();
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
