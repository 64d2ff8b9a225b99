package io.chats.launcher.config;

import static io.chats.launcher.config.Environments.embeddedWith;
import static io.chats.launcher.config.Environments.serviceWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables with names that look like those of Chats are warned of (spec 2). */
class UnknownVariablesTest {

  @ParameterizedTest
  @CsvSource({
    "WEBSOCKET_ORIGIN, WEBSOCKET_ORIGINS",
    "WEBSOCKET_ORIGNIS, WEBSOCKET_ORIGINS",
    "WEBSOCKET_ALLOWED_ORIGINS, WEBSOCKET_ORIGINS",
    "WEBSCOKET_ORIGINS, WEBSOCKET_ORIGINS",
    "websocket_origins, WEBSOCKET_ORIGINS",
    "BUS_TOPICS, BUS_TOPIC",
    "DB_PASS, DB_PASSWORD",
    "DB_PASSWORT, DB_PASSWORD",
    "DB_PASSWORD_FILES, DB_PASSWORD_FILE",
    "REDIS_PASSWD, REDIS_PASSWORD",
    "REDIS_, REDIS_TTL",
    "NATS_TOKEN, BUS_TOKEN",
    "SENTRY_DSN, SENTRY_URL",
    "SHUTDOWN_SLEPP, SHUTDOWN_SLEEP",
    "CHATS_TIMEZON, CHATS_TIMEZONE",
    "CRON_STEPS, CRON_STEP",
  })
  void areNamedWithTheNearestOne(String name, String nearest) {
    assertThat(typos(name))
        .containsExactly(
            "%s is no variable of Chats and has no effect; the nearest one is %s"
                .formatted(name, nearest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "HOME",
        "JAVA_OPTS",
        "CHATS_ARCHIVES",
        "CHATS_JDK_21",
        "HTTP_PORT",
        "PGDATA",
        "XDG_DATA_DIRS",
        "DATA",
        "CRONTAB",
        "SDK",
        "DATABASE_URL",
        "TOPIC"
      })
  void areOnlyThoseThatLookLikeOurs(String name) {
    assertThat(typos(name)).isEmpty();
  }

  @Test
  void areNoneOfTheKnownOnes() {
    for (Variable<?> variable : Variables.all()) {
      assertThat(Variables.names().meantBy(variable.name())).isEmpty();
    }
  }

  @Test
  void areNotThoseThatAreEmpty() {
    assertThat(Configuration.of(embeddedWith("WEBSOCKET_ORIGIN", "")).remarks().typos()).isEmpty();
  }

  @Test
  void areNamedWithErrorsThatTheyMayBeTheCauseOf() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.of(embeddedWith("BUS_URI", "nats://u:s3cr3t@nats")))
        .withMessageContaining("BUS_URL is not set")
        .withMessageEndingWith(
            "\n  BUS_URI is no variable of Chats and has no effect; the nearest one is BUS_URL")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t"));
  }

  private static List<String> typos(String name) {
    return Configuration.of(serviceWith(name, "x")).remarks().typos();
  }
}
