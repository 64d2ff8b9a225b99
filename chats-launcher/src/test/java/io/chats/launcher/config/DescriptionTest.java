package io.chats.launcher.config;

import static io.chats.launcher.config.Environments.serviceWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DescriptionTest {

  private static final Configuration FULL =
      Configuration.of(
          serviceWith(
              "BUS_URL", "nats://user:s3cr3t@nats:4222,tls://s3cr3t@nats2:4222,nats://nats3",
              "BUS_TOKEN", "s3cr3t",
              "DB_USER", "root",
              "DB_PASSWORD", "s3cr3t",
              "REDIS_PASSWORD", "s3cr3t",
              "SENTRY_PROTOCOL", "https",
              "SENTRY_LOGIN", "s3cr3t",
              "SENTRY_PASSWORD", "s3cr3t",
              "SENTRY_URL", "sentry",
              "SENTRY_PORT", "443",
              "SENTRY_PROJECT_ID", "4"));

  @Test
  void ofTheEmbeddedModeIsWhatItIsByItself() {
    assertThat(Configuration.of(Map.of()).describe())
        .isEqualTo(
            """
            WEBSOCKET_PORT=127.0.0.1:8002
            WEBSOCKET_ORIGINS=
            WEBSOCKET_RATE=20
            WEBSOCKET_BURST=100
            WEBSOCKET_SESSIONS=
            WEBSOCKET_SESSIONS_PER_USER=100
            WEBSOCKET_SESSIONS_PER_ADDRESS=0
            WEBSOCKET_MEMORY=25
            TRUSTED_PROXIES=
            LOG_ADDRESSES=full
            AUTH_JWKS=
            AUTH_ISSUER=
            AUTH_AUDIENCE=
            AUTH_USER_CLAIM=sub
            MANAGEMENT_PORT=127.0.0.1:8003
            USERS_TOPIC=users.1.0
            PERSONAL_TOPIC=personal.1.0
            DOCTORS_TOPIC=doctors.1.0
            STORAGE_TOPIC=storage.1.0
            TELEMED_TOPIC=telemed.1.0
            COMMUNICATIONS_TOPIC=communications.1.0
            SENTRY_PROTOCOL=
            SENTRY_LOGIN=
            SENTRY_PASSWORD=
            SENTRY_URL=
            SENTRY_PORT=
            SENTRY_PROJECT_ID=
            PINBA_HOST=
            CRON=0
            CRON_STEP=10
            RECONNECT_TO_SERVICE=15
            SHUTDOWN_SLEEP=10
            SDK_LOG=0
            CHATS_LOCALE=en
            CHATS_TIMEZONE=UTC
            DATA_DIR=./data\
            """);
  }

  @Test
  void hasALineForEveryVariableOfAService() {
    assertThat(FULL.describe().lines())
        .hasSize(Variables.all().size())
        .contains(
            "BUS_URL=nats://***@nats:4222,tls://***@nats2:4222,nats://nats3",
            "BUS_TOPIC=chats.1.0",
            "BUS_TOKEN=***",
            "DB_USER=root",
            "DB_PASSWORD=***",
            "DB_PORT=3306",
            "REDIS_PASSWORD=***",
            "SENTRY_LOGIN=***",
            "SENTRY_PASSWORD=***",
            "WEBSOCKET_PORT=0.0.0.0:8002");
  }

  @Test
  void makesTheSameConfigurationAgain() {
    for (Configuration configuration :
        List.of(Configuration.of(Map.of()), Configuration.of(Environments.SERVICE))) {
      Map<String, String> environment =
          configuration
              .describe()
              .lines()
              .map(line -> line.split("=", 2))
              .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
      assertThat(Configuration.of(environment)).isEqualTo(configuration);
    }
  }

  @Test
  void leaksNothing() {
    assertThat(FULL.describe()).doesNotContain("s3cr3t");
    assertThat(FULL.toString()).doesNotContain("s3cr3t").contains("nats://***@nats:4222");
  }

  @Test
  void knowsTheVariablesOfTheContract() {
    List<String> names =
        Arrays.asList(
            """
            WEBSOCKET_PORT BUS_URL BUS_TOPIC BUS_TOKEN BUS_TIMEOUT DB_DRIVE DB_HOST DB_PORT DB_USER
            DB_PASSWORD DB_NAME DB_PROTOCOL PINBA_HOST REDIS_HOST REDIS_PORT REDIS_TTL
            SENTRY_PROTOCOL SENTRY_LOGIN SENTRY_PASSWORD SENTRY_URL SENTRY_PORT SENTRY_PROJECT_ID
            RECONNECT_TO_SERVICE SHUTDOWN_SLEEP SDK_LOG CRON CRON_STEP REDIS_PASSWORD
            MANAGEMENT_PORT CHATS_LOCALE CHATS_TIMEZONE WEBSOCKET_ORIGINS WEBSOCKET_RATE
            WEBSOCKET_BURST DATA_DIR USERS_TOPIC PERSONAL_TOPIC DOCTORS_TOPIC STORAGE_TOPIC
            TELEMED_TOPIC COMMUNICATIONS_TOPIC WEBSOCKET_SESSIONS WEBSOCKET_SESSIONS_PER_USER
            WEBSOCKET_SESSIONS_PER_ADDRESS WEBSOCKET_MEMORY TRUSTED_PROXIES LOG_ADDRESSES
            BUS_USER BUS_PASSWORD BUS_CREDS BUS_TLS_CA BUS_TLS_CERT BUS_TLS_KEY
            AUTH_JWKS AUTH_ISSUER AUTH_AUDIENCE AUTH_USER_CLAIM
            """
                .strip()
                .split("\\s+"));
    assertThat(Variables.all())
        .extracting(Variable::name)
        .containsExactlyInAnyOrderElementsOf(names);
  }
}
