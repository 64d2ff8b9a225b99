package io.chats.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.launcher.harness.KubernetesServices;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that end by themselves; exit codes of {@code run} are tested with running nodes. */
class MainTest {

  private static final Map<String, String> SERVICE =
      Map.of(
          "BUS_URL", "nats://user:s3cr3t@nats:4222",
          "BUS_TOPIC", "chats.1.0",
          "BUS_TOKEN", "s3cr3t",
          "DB_HOST", "mysql",
          "DB_PASSWORD", "s3cr3t",
          "REDIS_HOST", "redis");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void configShowsWhatIsInEffectAndNoSecret() {
    assertThat(run(SERVICE, "config")).isZero();
    assertThat(out())
        .contains("BUS_URL=nats://***@nats:4222\n", "BUS_TOKEN=***\n", "DB_PORT=3306\n")
        .doesNotContain("s3cr3t");
    assertThat(err()).isEmpty();
  }

  @Test
  void configOfABadConfigurationNamesEachBadVariable() {
    assertThat(run(Map.of("CRON", "yes", "WEBSOCKET_PORT", "no"), "config")).isEqualTo(78);
    assertThat(err()).contains("CRON is 'yes'", "WEBSOCKET_PORT is 'no'");
    assertThat(out()).isEmpty();
  }

  @Test
  void configWarnsOfNamesThatMayBeTyposAndSaysWhatItIgnores() {
    Map<String, String> environment =
        new KubernetesServices()
            .add("redis", 6379, "redis")
            .environment(Map.of("WEBSOCKET_ORIGIN", "https://chats.example"));
    assertThat(run(environment, "config")).isZero();
    assertThat(out()).startsWith("WEBSOCKET_PORT=").doesNotContain("WEBSOCKET_ORIGIN=");
    assertThat(err())
        .isEqualTo(
            """
            Ignored what Kubernetes says of the services redis (enableServiceLinks)
            WEBSOCKET_ORIGIN is no variable of Chats and has no effect; the nearest one is WEBSOCKET_ORIGINS
            """);
  }

  @Test
  void versionIsOneLineAndNeedsNoConfiguration() {
    assertThat(run(Map.of("CRON", "yes"), "version")).isZero();
    assertThat(out()).startsWith("Chats ").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void helpNamesCommandsAndExitCodes(String command) {
    assertThat(run(Map.of("CRON", "yes"), command)).isZero();
    assertThat(out()).contains("config ", "version ", " 0  ", " 1  ", " 3  ", "64  ", "78  ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "", "--version", "config all"})
  void anUnknownCommandIsReportedAndNothingIsStarted(String arguments) {
    assertThat(run(Map.of(), arguments.split(" "))).isEqualTo(64);
    assertThat(err()).isEqualTo("There is no command '" + arguments + "'; try 'help'.\n");
    assertThat(out()).isEmpty();
  }

  private int run(Map<String, String> environment, String... arguments) {
    return new Main(environment, stream(out), stream(err)).run(arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, UTF_8);
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }
}
