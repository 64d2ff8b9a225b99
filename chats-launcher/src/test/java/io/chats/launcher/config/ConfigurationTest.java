package io.chats.launcher.config;

import static io.chats.launcher.config.Environments.embeddedWith;
import static io.chats.launcher.config.Environments.serviceWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.jwt.JwtSettings;
import io.chats.adapter.nats.connection.NatsCredentials;
import io.chats.adapter.nats.upstream.UpstreamTopics;
import io.chats.adapter.websocket.settings.LoggedAddresses;
import io.chats.launcher.config.value.Addresses.Endpoint;
import io.chats.launcher.config.value.Addresses.NatsUrl;
import io.chats.launcher.config.value.ListenAddress;
import io.chats.launcher.config.value.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

  @Test
  void isEmbeddedWithoutAnything() {
    Configuration configuration = Configuration.of(Map.of());
    assertThat(configuration.mode()).isEqualTo(Mode.EMBEDDED);
    assertThat(configuration.webSocket().address()).hasToString("127.0.0.1:8002");
    assertThat(configuration.management()).hasToString("127.0.0.1:8003");
    assertThat(configuration.webSocket().origins()).isEmpty();
    assertThat(configuration.webSocket().rate()).isEqualTo(20);
    assertThat(configuration.webSocket().burst()).isEqualTo(100);
    assertThat(configuration.webSocket().clients())
        .isEqualTo(
            new Configuration.Clients(
                Optional.empty(), 100, 0, 25, List.of(), LoggedAddresses.FULL));
    assertThat(configuration.sentry()).isEmpty();
    assertThat(configuration.pinba()).isEmpty();
    assertThat(configuration.ticker())
        .isEqualTo(new Configuration.Ticker(false, Duration.ofSeconds(10)));
    assertThat(configuration.misc())
        .isEqualTo(
            new Configuration.Misc(
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                false,
                Locale.ENGLISH,
                ZoneId.of("UTC"),
                Path.of("./data")));
    assertThat(configuration.upstreams())
        .isEqualTo(
            new UpstreamTopics(
                "users.1.0",
                "personal.1.0",
                "doctors.1.0",
                "storage.1.0",
                "telemed.1.0",
                "communications.1.0"));
  }

  @Test
  void isAServiceWithTheFewestVariables() {
    Configuration configuration = Configuration.of(Environments.SERVICE);
    Configuration.Service service = configuration.service().orElseThrow();
    assertThat(configuration.mode()).isEqualTo(Mode.SERVICE);
    assertThat(configuration.webSocket().address()).hasToString("0.0.0.0:8002");
    assertThat(service.bus().servers()).containsExactly(new NatsUrl("nats://nats:4222"));
    assertThat(service.bus().credentials()).isEqualTo(new NatsCredentials.None());
    assertThat(service.bus().tls()).isEmpty();
    assertThat(service.database())
        .isEqualTo(
            new Configuration.Database("mysql", 3306, Optional.empty(), Optional.empty(), "chats"));
    assertThat(service.redis())
        .isEqualTo(new Configuration.Redis("redis", 6379, Optional.empty(), Duration.ofHours(2)));
  }

  @Test
  void readsEveryVariable() {
    Configuration configuration =
        Configuration.of(
            serviceWith(
                "WEBSOCKET_PORT", ":9002",
                "WEBSOCKET_ORIGINS", "https://Chats.Example, http://localhost:3000/",
                "WEBSOCKET_RATE", "0",
                "WEBSOCKET_BURST", "7",
                "WEBSOCKET_SESSIONS", "5000",
                "WEBSOCKET_SESSIONS_PER_USER", "3",
                "WEBSOCKET_SESSIONS_PER_ADDRESS", "9",
                "WEBSOCKET_MEMORY", "40",
                "TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::/32,127.0.0.1",
                "LOG_ADDRESSES", "network",
                "MANAGEMENT_PORT", "127.0.0.1:0",
                "BUS_URL", "nats://a:4222, tls://u:p@b",
                "BUS_TOPIC", "dev_chats.eldar.1.1",
                "BUS_TOKEN", "t0ken",
                "BUS_TIMEOUT", "2500",
                "DB_DRIVE", "mysql",
                "DB_HOST", "[::1]",
                "DB_PORT", "3307",
                "DB_USER", "root",
                "DB_PASSWORD", " p w ",
                "DB_NAME", "chats_2",
                "DB_PROTOCOL", "tcp",
                "REDIS_HOST", "10.0.0.3",
                "REDIS_PORT", "6380",
                "REDIS_PASSWORD", "r",
                "REDIS_TTL", "60",
                "USERS_TOPIC", "u.1",
                "PERSONAL_TOPIC", "p.1",
                "DOCTORS_TOPIC", "d.1",
                "STORAGE_TOPIC", "s.1",
                "TELEMED_TOPIC", "t.1",
                "COMMUNICATIONS_TOPIC", "c.1",
                "SENTRY_PROTOCOL", "https",
                "SENTRY_LOGIN", "key",
                "SENTRY_PASSWORD", "p@ss/",
                "SENTRY_URL", "sentry.example",
                "SENTRY_PORT", "9100",
                "SENTRY_PROJECT_ID", "4",
                "PINBA_HOST", "pinba:30003",
                "CRON", "1",
                "CRON_STEP", "5",
                "RECONNECT_TO_SERVICE", "3",
                "SHUTDOWN_SLEEP", "0",
                "SDK_LOG", "1",
                "CHATS_LOCALE", "ru",
                "CHATS_TIMEZONE", "Europe/Moscow",
                "DATA_DIR", "/var/lib/chats"));
    Configuration.Service service = configuration.service().orElseThrow();
    assertThat(configuration.webSocket())
        .isEqualTo(
            new Configuration.WebSocket(
                new ListenAddress("0.0.0.0", 9002),
                Set.of("https://chats.example", "http://localhost:3000"),
                0,
                7,
                new Configuration.Clients(
                    Optional.of(5000),
                    3,
                    9,
                    40,
                    List.of("10.0.0.0/8", "2001:db8::/32", "127.0.0.1"),
                    LoggedAddresses.NETWORK)));
    assertThat(configuration.management()).isEqualTo(new ListenAddress("127.0.0.1", 0));
    assertThat(service.bus())
        .isEqualTo(
            new Configuration.Bus(
                List.of(new NatsUrl("nats://a:4222"), new NatsUrl("tls://u:p@b")),
                "dev_chats.eldar.1.1",
                new NatsCredentials.Token("t0ken"),
                Optional.empty()));
    assertThat(service.database())
        .isEqualTo(
            new Configuration.Database(
                "[::1]", 3307, Optional.of("root"), Optional.of(new Secret(" p w ")), "chats_2"));
    assertThat(service.redis())
        .isEqualTo(
            new Configuration.Redis(
                "10.0.0.3", 6380, Optional.of(new Secret("r")), Duration.ofMinutes(1)));
    assertThat(configuration.upstreams())
        .isEqualTo(new UpstreamTopics("u.1", "p.1", "d.1", "s.1", "t.1", "c.1"));
    assertThat(configuration.sentry().orElseThrow().value())
        .isEqualTo("https://key:p%40ss%2F@sentry.example:9100/4");
    assertThat(configuration.pinba()).contains(new Endpoint("pinba", 30003));
    assertThat(configuration.ticker())
        .isEqualTo(new Configuration.Ticker(true, Duration.ofSeconds(5)));
    assertThat(configuration.misc())
        .isEqualTo(
            new Configuration.Misc(
                Duration.ofMillis(2500),
                Duration.ofSeconds(3),
                Duration.ZERO,
                true,
                Locale.of("ru"),
                ZoneId.of("Europe/Moscow"),
                Path.of("/var/lib/chats")));
  }

  @Test
  void takesTheExamplesOfTheSeed() {
    Configuration configuration =
        Configuration.of(
            embeddedWith(
                "WEBSOCKET_PORT", ":8002",
                "BUS_TOPIC", "dev_chats.eldar.1.1",
                "BUS_TOKEN", "gch7t34yur8u4xm37hy7tnh43",
                "BUS_URL", "nats://localhost:4222",
                "BUS_TIMEOUT", "1000",
                "DB_DRIVE", "mysql",
                "DB_PORT", "3306",
                "DB_HOST", "localhost",
                "DB_USER", "root",
                "DB_PASSWORD", "root",
                "DB_NAME", "chats",
                "DB_PROTOCOL", "tcp",
                "PINBA_HOST", "localhost",
                "REDIS_HOST", "localhost",
                "REDIS_PORT", "6379",
                "REDIS_TTL", "7200",
                "SENTRY_PROTOCOL", "http",
                "SENTRY_LOGIN", "login",
                "SENTRY_PASSWORD", "password",
                "SENTRY_URL", "localhost",
                "SENTRY_PORT", "9100",
                "SENTRY_PROJECT_ID", "4",
                "RECONNECT_TO_SERVICE", "15",
                "SHUTDOWN_SLEEP", "10",
                "SDK_LOG", "1",
                "CRON", "1",
                "CRON_STEP", "10"));
    assertThat(configuration.mode()).isEqualTo(Mode.SERVICE);
    assertThat(configuration.pinba()).contains(new Endpoint("localhost", 30002));
    assertThat(configuration.sentry().orElseThrow().value())
        .isEqualTo("http://login:password@localhost:9100/4");
  }

  @Test
  void takesAnEmptyValueForNone() {
    assertThat(
            Configuration.of(
                    embeddedWith("BUS_URL", "", "DB_HOST", "", "REDIS_TTL", "", "CRON", ""))
                .mode())
        .isEqualTo(Mode.EMBEDDED);
  }

  @Test
  void needsNoSentryPassword() {
    Configuration configuration =
        Configuration.of(
            embeddedWith(
                "SENTRY_PROTOCOL", "http",
                "SENTRY_LOGIN", "login",
                "SENTRY_URL", "localhost",
                "SENTRY_PORT", "9100",
                "SENTRY_PROJECT_ID", "4"));
    assertThat(configuration.sentry().orElseThrow().value())
        .isEqualTo("http://login@localhost:9100/4");
  }

  @ParameterizedTest
  @CsvSource({
    ":8002,           127.0.0.1:8002, 0.0.0.0:8002",
    "8002,            127.0.0.1:8002, 0.0.0.0:8002",
    "0,               127.0.0.1:0,    0.0.0.0:0",
    "0.0.0.0:8002,    0.0.0.0:8002,   0.0.0.0:8002",
    "127.0.0.1:8002,  127.0.0.1:8002, 127.0.0.1:8002",
    "localhost:65535, localhost:65535, localhost:65535",
    "[::1]:8002,      [::1]:8002,     [::1]:8002",
    "[::]:8002,       [::]:8002,      [::]:8002"
  })
  void listensOnTheSetAddressOrElseOnThatOfTheMode(String given, String embedded, String service) {
    assertThat(Configuration.of(embeddedWith("WEBSOCKET_PORT", given)).webSocket().address())
        .hasToString(embedded);
    assertThat(Configuration.of(serviceWith("WEBSOCKET_PORT", given)).webSocket().address())
        .hasToString(service);
  }

  @Test
  void resolvesListenAddresses() {
    assertThat(new ListenAddress("::1", 8002).resolve().getAddress().getHostAddress())
        .isEqualTo("0:0:0:0:0:0:0:1");
    assertThat(new ListenAddress("0.0.0.0", 8002).resolve().getAddress().isAnyLocalAddress())
        .isTrue();
  }

  @Test
  void tokensAreVerifiedHereWithAKeySet(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("keys.json"), "{\"keys\":[]}");
    assertThat(Configuration.of(embeddedWith()).auth()).isEmpty();
    assertThat(
            Configuration.of(
                    embeddedWith(
                        "AUTH_JWKS", file.toString(),
                        "AUTH_ISSUER", "https://id.example",
                        "AUTH_AUDIENCE", "chats"))
                .auth())
        .contains(
            new Configuration.Auth(
                file.toUri(),
                new JwtSettings(Optional.of("https://id.example"), Optional.of("chats"), "sub")));
    assertThat(Configuration.of(embeddedWith("AUTH_JWKS", "https://id.example/keys")).auth())
        .map(Configuration.Auth::keys)
        .contains(URI.create("https://id.example/keys"));
  }
}
