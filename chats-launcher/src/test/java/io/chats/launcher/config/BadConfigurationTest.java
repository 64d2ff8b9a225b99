package io.chats.launcher.config;

import static io.chats.launcher.config.Environments.embeddedWith;
import static io.chats.launcher.config.Environments.serviceWith;
import static io.chats.launcher.config.Environments.serviceWithout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadConfigurationTest {

  @ParameterizedTest
  @CsvSource({
    "WEBSOCKET_PORT, 65536",
    "WEBSOCKET_PORT, 127.0.0.1",
    "WEBSOCKET_PORT, ::1:8002",
    "WEBSOCKET_PORT, localhost:",
    "WEBSOCKET_PORT, http://localhost:8002",
    "WEBSOCKET_ORIGINS, chats.example",
    "WEBSOCKET_ORIGINS, https://chats.example/path",
    "WEBSOCKET_ORIGINS, '*'",
    "WEBSOCKET_ORIGINS, ','",
    "WEBSOCKET_RATE, -1",
    "WEBSOCKET_BURST, 0",
    "WEBSOCKET_SESSIONS, 0",
    "WEBSOCKET_SESSIONS_PER_USER, 0",
    "WEBSOCKET_SESSIONS_PER_ADDRESS, -1",
    "WEBSOCKET_MEMORY, 91",
    "TRUSTED_PROXIES, proxy.example",
    "TRUSTED_PROXIES, 10.0.0.0/33",
    "TRUSTED_PROXIES, '10.0.0.1,'",
    "LOG_ADDRESSES, hidden",
    "AUTH_JWKS, /no/such/file",
    "AUTH_JWKS, /",
    "AUTH_JWKS, https://",
    "AUTH_JWKS, ftp://id.example/keys",
    "AUTH_AUDIENCE, ' '",
    "MANAGEMENT_PORT, eight",
    "BUS_URL, nats",
    "BUS_URL, http://nats:4222",
    "BUS_URL, nats://nats:99999",
    "BUS_URL, 'nats://a:4222,'",
    "BUS_TOPIC, chats.*",
    "BUS_TOPIC, 'chats. 1'",
    "BUS_TOPIC, chats..1",
    "BUS_TIMEOUT, 1s",
    "BUS_TIMEOUT, 0",
    "DB_DRIVE, postgres",
    "DB_HOST, mysql:port",
    "DB_HOST, mysql:99999",
    "DB_HOST, 'db1,,db2'",
    "DB_PORT, 0",
    "DB_PORT, tcp://10.0.0.1:3306",
    "DB_USER, ' '",
    "DB_NAME, chats/x",
    "DB_PROTOCOL, unix",
    "REDIS_HOST, redis/0",
    "REDIS_PORT, 99999999999999999999",
    "REDIS_TTL, 0",
    "REDIS_TTL, ٧",
    "USERS_TOPIC, >",
    "SENTRY_PROTOCOL, ftp",
    "SENTRY_URL, https://sentry.example",
    "SENTRY_URL, sentry_web",
    "SENTRY_PORT, 0",
    "SENTRY_PROJECT_ID, 4/5",
    "PINBA_HOST, pinba:0",
    "CRON, true",
    "CRON, yes",
    "CRON_STEP, 1.5",
    "RECONNECT_TO_SERVICE, 0",
    "SHUTDOWN_SLEEP, -1",
    "SDK_LOG, 2",
    "CHATS_LOCALE, de",
    "CHATS_TIMEZONE, Mars/Olympus",
  })
  void isNamedWithItsValue(String name, String value) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.of(serviceWith(name, value)))
        .withMessageContaining(name + " is '" + value + "'; expected: ");
  }

  @Test
  void isNamedAllAtOnce() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> Configuration.of(serviceWith("DB_PORT", "x", "CRON", "y", "SDK_LOG", "z")))
        .withMessage(
            """
            The configuration is wrong:
              DB_PORT is 'x'; expected: a number from 1 to 65535
              CRON is 'y'; expected: 0 or 1
              SDK_LOG is 'z'; expected: 0 or 1\
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BUS_URL", "BUS_TOPIC", "DB_HOST", "REDIS_HOST"})
  void forAServiceNamesWhatIsMissing(String name) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.of(serviceWithout(name)))
        .withMessageContaining(name + " is not set; expected: ")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"BUS_TIMEOUT", "DB_PASSWORD", "REDIS_TTL", "DB_HOSTNAME", "REDIS_"})
  void neverFallsBackToEmbeddedParts(String name) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.of(embeddedWith(name, "1000")))
        .withMessageContaining("BUS_URL is not set")
        .withMessageContaining("BUS_TOPIC is not set")
        .withMessageContaining("DB_HOST is not set")
        .withMessageContaining("REDIS_HOST is not set")
        .withMessageContaining("since there is " + name + " ");
  }

  @Test
  void namesWhatSentryLacks() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> Configuration.of(embeddedWith("SENTRY_URL", "sentry", "SENTRY_PORT", "9000")))
        .withMessageContaining("SENTRY_PROTOCOL is not set")
        .withMessageContaining("SENTRY_LOGIN is not set")
        .withMessageContaining("SENTRY_PROJECT_ID is not set")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("SENTRY_PASSWORD"));
  }

  @ParameterizedTest
  @CsvSource({":9000, 9000", "0.0.0.0:9000, 127.0.0.1:9000", "[::1]:9000, [::1]:9000"})
  void refusesOnePortForTwo(String webSocket, String management) {
    Map<String, String> same =
        embeddedWith("WEBSOCKET_PORT", webSocket, "MANAGEMENT_PORT", management);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.of(same))
        .withMessageContaining("MANAGEMENT_PORT is '" + management + "'; expected: another port");
  }

  @Test
  void takesTwoFreePortsForTwo() {
    assertThat(
            Configuration.of(embeddedWith("WEBSOCKET_PORT", "0", "MANAGEMENT_PORT", "0"))
                .management())
        .hasToString("127.0.0.1:0");
  }

  @Test
  void isShownOnOneLineEach() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> Configuration.of(embeddedWith("CRON", "a\nFORGED \u001b[31m" + "x".repeat(9999))))
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400))
        .withMessageContaining("a\\u000aFORGED \\u001b[31mx");
  }

  @Test
  void hidesWhatABadUrlMayHold() {
    List<String> urls =
        List.of(
            "http://user:s3cr3t@nats",
            "nats://user:s3c,r3t@nats",
            "nats://user:s3cr3t/@nats",
            "user:s3cr3t@nats",
            "nats://nats?password=s3cr3t",
            "nats://a,nats://b@s3cr3t@c");
    for (String url : urls) {
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> Configuration.of(serviceWith("BUS_URL", url)))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3c", "r3t"))
          .withMessageContaining("***");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH_ISSUER", "AUTH_AUDIENCE"})
  void whatATokenHasToSayNeedsKeys(String variable) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.of(embeddedWith(variable, "x")))
        .withMessageContaining("AUTH_JWKS is not set")
        .withMessageContaining("since there is " + variable);
  }

  @Test
  void aKeySetBehindALoginIsRefusedAndTheLoginMasked() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> Configuration.of(embeddedWith("AUTH_JWKS", "https://u:s3cr3t@id.example/keys")))
        .withMessageContaining("AUTH_JWKS is 'https://***@id.example/keys'; expected: ");
  }

  /** A URL with a password may stand where a host is expected, or anywhere else. */
  @ParameterizedTest
  @CsvSource({
    "DB_HOST, mysql?allowLoadLocalInfile=s3cr3t, mysql?***",
    "DB_HOST, mysql://root:s3cr3t@mysql:3306/chats, mysql://***@mysql:3306/chats",
    "DB_HOST, mysql://root:s3c@r3t@mysql, mysql://***@mysql",
    "DB_HOST, jdbc:mysql://mysql/chats?password=s3cr3t, jdbc:mysql://mysql/chats?***",
    "DB_HOST, root:s3cr3t@mysql, ***@mysql",
    "DB_PORT, mysql://root:s3cr3t@mysql, mysql://***@mysql",
    "DB_NAME, mysql://root:s3cr3t@mysql, mysql://***@mysql",
    "DB_NAME, chats?x=y, chats?***",
    "REDIS_HOST, redis://:s3cr3t@redis/0, redis://***@redis/0",
    "REDIS_PORT, redis://:s3cr3t@redis/0, redis://***@redis/0",
    "BUS_TOPIC, 'nats://u:s3cr3t@nats >', nats://***@nats >",
    "USERS_TOPIC, nats://s3cr3t@nats/>, nats://***@nats/>",
    "SENTRY_URL, https://k:s3cr3t@sentry/4, https://***@sentry/4",
    "PINBA_HOST, udp://u:s3cr3t@pinba, udp://***@pinba",
    "WEBSOCKET_ORIGINS, https://u:s3cr3t@chats.example, https://***@chats.example",
    "MANAGEMENT_PORT, http://u:s3cr3t@host, http://***@host",
  })
  void hidesWhatAUrlInTheWrongPlaceMayHold(String name, String value, String shown) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.of(serviceWith(name, value)))
        .withMessageContaining(name + " is '" + shown + "'; expected: ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3c", "r3t"));
  }

  @Test
  void hidesWhatAUrlInThePlaceOfAUserMayHold() {
    assertThat(Configuration.of(serviceWith("DB_USER", "mysql://root:s3cr3t@mysql")).describe())
        .contains("DB_USER=mysql://***@mysql")
        .doesNotContain("s3cr3t");
    assertThat(Configuration.of(serviceWith("DB_USER", "root@server")).describe())
        .contains("DB_USER=root@server");
  }
}
