package io.chats.launcher.config;

import static io.chats.launcher.config.value.ValueFormats.NATS_SUBJECT;
import static io.chats.launcher.config.value.ValueFormats.SECRET;
import static io.chats.launcher.config.value.ValueFormats.count;
import static io.chats.launcher.config.value.ValueFormats.milliseconds;
import static io.chats.launcher.config.value.ValueFormats.seconds;

import io.chats.launcher.config.value.Endpoint;
import io.chats.launcher.config.value.Hosts;
import io.chats.launcher.config.value.NatsUrl;
import io.chats.launcher.config.value.Secret;
import io.chats.launcher.config.value.ValueFormats;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All variables (spec 2). */
final class Variables {

  private static final int DAY = 24 * 60 * 60;

  static final Variable<Hosts.ListenSpec> WEBSOCKET_PORT =
      Variable.of("WEBSOCKET_PORT", ValueFormats.LISTEN_ADDRESS, ":8002");
  static final Variable<Set<String>> WEBSOCKET_ORIGINS =
      Variable.of("WEBSOCKET_ORIGINS", ValueFormats.ORIGINS);
  static final Variable<Integer> WEBSOCKET_RATE =
      Variable.of("WEBSOCKET_RATE", count(0, 1_000_000), "20");
  static final Variable<Integer> WEBSOCKET_BURST =
      Variable.of("WEBSOCKET_BURST", count(1, 1_000_000), "100");
  static final Variable<Hosts.ListenSpec> MANAGEMENT_PORT =
      Variable.of("MANAGEMENT_PORT", ValueFormats.LISTEN_ADDRESS, ":8003");

  static final Variable<List<NatsUrl>> BUS_URL = Variable.of("BUS_URL", ValueFormats.NATS_URLS);
  static final Variable<String> BUS_TOPIC = Variable.of("BUS_TOPIC", NATS_SUBJECT);
  static final Variable<Secret> BUS_TOKEN = Variable.of("BUS_TOKEN", SECRET);
  static final Variable<Duration> BUS_TIMEOUT =
      Variable.of("BUS_TIMEOUT", milliseconds(100, 600_000), "1000");

  static final Variable<String> DB_DRIVE =
      Variable.of("DB_DRIVE", ValueFormats.only("mysql"), "mysql");
  static final Variable<String> DB_HOST = Variable.of("DB_HOST", ValueFormats.HOST);
  static final Variable<Integer> DB_PORT = Variable.of("DB_PORT", ValueFormats.PORT, "3306");
  static final Variable<String> DB_USER = Variable.of("DB_USER", ValueFormats.TEXT);
  static final Variable<Secret> DB_PASSWORD = Variable.of("DB_PASSWORD", SECRET);
  static final Variable<String> DB_NAME =
      Variable.of("DB_NAME", ValueFormats.DATABASE_NAME, "chats");
  static final Variable<String> DB_PROTOCOL =
      Variable.of("DB_PROTOCOL", ValueFormats.only("tcp"), "tcp");

  static final Variable<String> REDIS_HOST = Variable.of("REDIS_HOST", ValueFormats.HOST);
  static final Variable<Integer> REDIS_PORT = Variable.of("REDIS_PORT", ValueFormats.PORT, "6379");
  static final Variable<Secret> REDIS_PASSWORD = Variable.of("REDIS_PASSWORD", SECRET);
  static final Variable<Duration> REDIS_TTL =
      Variable.of("REDIS_TTL", seconds(1, 365 * DAY), "7200");

  static final Variable<String> USERS_TOPIC = Variable.of("USERS_TOPIC", NATS_SUBJECT, "users.1.0");
  static final Variable<String> PERSONAL_TOPIC =
      Variable.of("PERSONAL_TOPIC", NATS_SUBJECT, "personal.1.0");
  static final Variable<String> DOCTORS_TOPIC =
      Variable.of("DOCTORS_TOPIC", NATS_SUBJECT, "doctors.1.0");
  static final Variable<String> STORAGE_TOPIC =
      Variable.of("STORAGE_TOPIC", NATS_SUBJECT, "storage.1.0");
  static final Variable<String> TELEMED_TOPIC =
      Variable.of("TELEMED_TOPIC", NATS_SUBJECT, "telemed.1.0");
  static final Variable<String> COMMUNICATIONS_TOPIC =
      Variable.of("COMMUNICATIONS_TOPIC", NATS_SUBJECT, "communications.1.0");

  static final Variable<String> SENTRY_PROTOCOL =
      Variable.of("SENTRY_PROTOCOL", ValueFormats.choice(Map.of("http", "http", "https", "https")));
  static final Variable<Secret> SENTRY_LOGIN = Variable.of("SENTRY_LOGIN", SECRET);
  static final Variable<Secret> SENTRY_PASSWORD = Variable.of("SENTRY_PASSWORD", SECRET);
  static final Variable<String> SENTRY_URL = Variable.of("SENTRY_URL", ValueFormats.URL_HOST);
  static final Variable<Integer> SENTRY_PORT = Variable.of("SENTRY_PORT", ValueFormats.PORT);
  static final Variable<String> SENTRY_PROJECT_ID =
      Variable.of("SENTRY_PROJECT_ID", ValueFormats.PROJECT_ID);
  static final Variable<Endpoint> PINBA_HOST =
      Variable.of("PINBA_HOST", ValueFormats.endpoint(30002));

  static final Variable<Boolean> CRON = Variable.of("CRON", ValueFormats.SWITCH, "0");
  static final Variable<Duration> CRON_STEP = Variable.of("CRON_STEP", seconds(1, DAY), "10");

  static final Variable<Duration> RECONNECT_TO_SERVICE =
      Variable.of("RECONNECT_TO_SERVICE", seconds(1, DAY), "15");
  static final Variable<Duration> SHUTDOWN_SLEEP =
      Variable.of("SHUTDOWN_SLEEP", seconds(0, DAY), "10");
  static final Variable<Boolean> SDK_LOG = Variable.of("SDK_LOG", ValueFormats.SWITCH, "0");
  static final Variable<Locale> CHATS_LOCALE =
      Variable.of("CHATS_LOCALE", ValueFormats.LOCALE, "en");
  static final Variable<ZoneId> CHATS_TIMEZONE =
      Variable.of("CHATS_TIMEZONE", ValueFormats.TIME_ZONE, "UTC");
  static final Variable<Path> DATA_DIR = Variable.of("DATA_DIR", ValueFormats.FOLDER, "./data");

  /** In the order in which they are shown. */
  static final List<Variable<?>> ALL =
      List.of(
          WEBSOCKET_PORT,
          WEBSOCKET_ORIGINS,
          WEBSOCKET_RATE,
          WEBSOCKET_BURST,
          MANAGEMENT_PORT,
          BUS_URL,
          BUS_TOPIC,
          BUS_TOKEN,
          BUS_TIMEOUT,
          DB_DRIVE,
          DB_HOST,
          DB_PORT,
          DB_USER,
          DB_PASSWORD,
          DB_NAME,
          DB_PROTOCOL,
          REDIS_HOST,
          REDIS_PORT,
          REDIS_PASSWORD,
          REDIS_TTL,
          USERS_TOPIC,
          PERSONAL_TOPIC,
          DOCTORS_TOPIC,
          STORAGE_TOPIC,
          TELEMED_TOPIC,
          COMMUNICATIONS_TOPIC,
          SENTRY_PROTOCOL,
          SENTRY_LOGIN,
          SENTRY_PASSWORD,
          SENTRY_URL,
          SENTRY_PORT,
          SENTRY_PROJECT_ID,
          PINBA_HOST,
          CRON,
          CRON_STEP,
          RECONNECT_TO_SERVICE,
          SHUTDOWN_SLEEP,
          SDK_LOG,
          CHATS_LOCALE,
          CHATS_TIMEZONE,
          DATA_DIR);

  private Variables() {}
}
