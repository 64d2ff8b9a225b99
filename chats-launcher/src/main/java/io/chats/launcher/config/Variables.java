package io.chats.launcher.config;

import static io.chats.launcher.config.value.ValueFormat.NATS_SUBJECT;
import static io.chats.launcher.config.value.ValueFormat.SECRET;
import static io.chats.launcher.config.value.ValueFormat.count;
import static io.chats.launcher.config.value.ValueFormat.milliseconds;
import static io.chats.launcher.config.value.ValueFormat.seconds;

import io.chats.adapter.websocket.settings.LoggedAddresses;
import io.chats.launcher.config.value.Addresses;
import io.chats.launcher.config.value.Addresses.Endpoint;
import io.chats.launcher.config.value.Addresses.NatsUrl;
import io.chats.launcher.config.value.Secret;
import io.chats.launcher.config.value.ValueFormat;
import io.chats.support.environment.KnownNames;
import io.chats.support.environment.SecretVariables;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All variables of the environment, with their formats and presets (spec 2). */
final class Variables {

  private static final int DAY = 24 * 60 * 60;
  private static final List<Variable<?>> DECLARED = new ArrayList<>();

  static final Variable<Addresses.ListenSpec> WEBSOCKET_PORT =
      variable("WEBSOCKET_PORT", ValueFormat.LISTEN_ADDRESS, ":8002");
  static final Variable<Set<String>> WEBSOCKET_ORIGINS =
      variable("WEBSOCKET_ORIGINS", ValueFormat.ORIGINS);
  static final Variable<Integer> WEBSOCKET_RATE =
      variable("WEBSOCKET_RATE", count(0, 1_000_000), "20");
  static final Variable<Integer> WEBSOCKET_BURST =
      variable("WEBSOCKET_BURST", count(1, 1_000_000), "100");
  static final Variable<Integer> WEBSOCKET_SESSIONS =
      variable("WEBSOCKET_SESSIONS", count(1, 1_000_000));
  static final Variable<Integer> WEBSOCKET_SESSIONS_PER_USER =
      variable("WEBSOCKET_SESSIONS_PER_USER", count(1, 1_000_000), "100");
  static final Variable<Integer> WEBSOCKET_SESSIONS_PER_ADDRESS =
      variable("WEBSOCKET_SESSIONS_PER_ADDRESS", count(0, 1_000_000), "0");
  static final Variable<Integer> WEBSOCKET_MEMORY =
      variable("WEBSOCKET_MEMORY", count(1, 90), "25");
  static final Variable<List<String>> TRUSTED_PROXIES =
      variable("TRUSTED_PROXIES", ValueFormat.NETWORKS);
  static final Variable<LoggedAddresses> LOG_ADDRESSES =
      variable(
          "LOG_ADDRESSES",
          ValueFormat.choice(
              Map.of(
                  "full", LoggedAddresses.FULL,
                  "network", LoggedAddresses.NETWORK,
                  "off", LoggedAddresses.OFF)),
          "full");
  static final Variable<URI> AUTH_JWKS = variable("AUTH_JWKS", ValueFormat.KEY_SET);
  static final Variable<String> AUTH_ISSUER = variable("AUTH_ISSUER", ValueFormat.TEXT);
  static final Variable<String> AUTH_AUDIENCE = variable("AUTH_AUDIENCE", ValueFormat.TEXT);
  static final Variable<String> AUTH_USER_CLAIM =
      variable("AUTH_USER_CLAIM", ValueFormat.TEXT, "sub");
  static final Variable<Addresses.ListenSpec> MANAGEMENT_PORT =
      variable("MANAGEMENT_PORT", ValueFormat.LISTEN_ADDRESS, ":8003");

  static final Variable<List<NatsUrl>> BUS_URL = variable("BUS_URL", ValueFormat.NATS_URLS);
  static final Variable<String> BUS_TOPIC = variable("BUS_TOPIC", NATS_SUBJECT);
  static final Variable<Secret> BUS_TOKEN = variable("BUS_TOKEN", SECRET);
  static final Variable<String> BUS_USER = variable("BUS_USER", ValueFormat.TEXT);
  static final Variable<Secret> BUS_PASSWORD = variable("BUS_PASSWORD", SECRET);
  static final Variable<Path> BUS_CREDS = variable("BUS_CREDS", ValueFormat.FILE);
  static final Variable<Path> BUS_TLS_CA = variable("BUS_TLS_CA", ValueFormat.FILE);
  static final Variable<Path> BUS_TLS_CERT = variable("BUS_TLS_CERT", ValueFormat.FILE);
  static final Variable<Path> BUS_TLS_KEY = variable("BUS_TLS_KEY", ValueFormat.FILE);
  static final Variable<Duration> BUS_TIMEOUT =
      variable("BUS_TIMEOUT", milliseconds(100, 600_000), "1000");

  static final Variable<String> DB_DRIVE = variable("DB_DRIVE", ValueFormat.only("mysql"), "mysql");
  static final Variable<String> DB_HOST = variable("DB_HOST", ValueFormat.HOSTS);
  static final Variable<Integer> DB_PORT = variable("DB_PORT", ValueFormat.PORT, "3306");
  static final Variable<String> DB_USER = variable("DB_USER", ValueFormat.TEXT);
  static final Variable<Secret> DB_PASSWORD = variable("DB_PASSWORD", SECRET);
  static final Variable<String> DB_NAME = variable("DB_NAME", ValueFormat.DATABASE_NAME, "chats");
  static final Variable<String> DB_PROTOCOL =
      variable("DB_PROTOCOL", ValueFormat.only("tcp"), "tcp");

  static final Variable<String> REDIS_HOST = variable("REDIS_HOST", ValueFormat.HOST);
  static final Variable<Integer> REDIS_PORT = variable("REDIS_PORT", ValueFormat.PORT, "6379");
  static final Variable<Secret> REDIS_PASSWORD = variable("REDIS_PASSWORD", SECRET);
  static final Variable<Duration> REDIS_TTL = variable("REDIS_TTL", seconds(1, 365 * DAY), "7200");

  static final Variable<String> USERS_TOPIC = variable("USERS_TOPIC", NATS_SUBJECT, "users.1.0");
  static final Variable<String> PERSONAL_TOPIC =
      variable("PERSONAL_TOPIC", NATS_SUBJECT, "personal.1.0");
  static final Variable<String> DOCTORS_TOPIC =
      variable("DOCTORS_TOPIC", NATS_SUBJECT, "doctors.1.0");
  static final Variable<String> STORAGE_TOPIC =
      variable("STORAGE_TOPIC", NATS_SUBJECT, "storage.1.0");
  static final Variable<String> TELEMED_TOPIC =
      variable("TELEMED_TOPIC", NATS_SUBJECT, "telemed.1.0");
  static final Variable<String> COMMUNICATIONS_TOPIC =
      variable("COMMUNICATIONS_TOPIC", NATS_SUBJECT, "communications.1.0");

  static final Variable<String> SENTRY_PROTOCOL =
      variable("SENTRY_PROTOCOL", ValueFormat.choice(Map.of("http", "http", "https", "https")));
  static final Variable<Secret> SENTRY_LOGIN = variable("SENTRY_LOGIN", SECRET);
  static final Variable<Secret> SENTRY_PASSWORD = variable("SENTRY_PASSWORD", SECRET);
  static final Variable<String> SENTRY_URL = variable("SENTRY_URL", ValueFormat.URL_HOST);
  static final Variable<Integer> SENTRY_PORT = variable("SENTRY_PORT", ValueFormat.PORT);
  static final Variable<String> SENTRY_PROJECT_ID =
      variable("SENTRY_PROJECT_ID", ValueFormat.PROJECT_ID);
  static final Variable<Endpoint> PINBA_HOST = variable("PINBA_HOST", ValueFormat.endpoint(30002));

  static final Variable<Boolean> CRON = variable("CRON", ValueFormat.SWITCH, "0");
  static final Variable<Duration> CRON_STEP = variable("CRON_STEP", seconds(1, DAY), "10");

  static final Variable<Duration> RECONNECT_TO_SERVICE =
      variable("RECONNECT_TO_SERVICE", seconds(1, DAY), "15");
  static final Variable<Duration> SHUTDOWN_SLEEP =
      variable("SHUTDOWN_SLEEP", seconds(0, DAY), "10");
  static final Variable<Boolean> SDK_LOG = variable("SDK_LOG", ValueFormat.SWITCH, "0");
  static final Variable<Locale> CHATS_LOCALE = variable("CHATS_LOCALE", ValueFormat.LOCALE, "en");
  static final Variable<ZoneId> CHATS_TIMEZONE =
      variable("CHATS_TIMEZONE", ValueFormat.TIME_ZONE, "UTC");
  static final Variable<Path> DATA_DIR = variable("DATA_DIR", ValueFormat.FOLDER, "./data");

  /** Whoever sets a variable that begins so means Chats. */
  private static final List<String> PREFIXES =
      List.of(
          "WEBSOCKET_",
          "MANAGEMENT_",
          "BUS_",
          "DB_",
          "REDIS_",
          "NATS_",
          "AUTH_",
          "SENTRY_",
          "PINBA_",
          "CRON_");

  private Variables() {}

  /** Returns all variables in the order of their declaration, in which they are shown. */
  static List<Variable<?>> all() {
    return List.copyOf(DECLARED);
  }

  /** Returns the names of those whose values must not be shown. */
  static List<String> secrets() {
    return DECLARED.stream().filter(Variable::isSecret).map(Variable::name).toList();
  }

  /** Returns all names, those of files with secrets included. */
  static KnownNames names() {
    Stream<String> files = secrets().stream().map(SecretVariables::fileOf);
    return new KnownNames(
        Stream.concat(DECLARED.stream().map(Variable::name), files).toList(), PREFIXES);
  }

  /**
   * @param preset none or one
   */
  private static <T> Variable<T> variable(String name, ValueFormat<T> format, String... preset) {
    Variable<T> variable = new Variable<>(name, format, Arrays.stream(preset).findFirst());
    DECLARED.add(variable);
    return variable;
  }
}
