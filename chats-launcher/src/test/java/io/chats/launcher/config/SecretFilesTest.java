package io.chats.launcher.config;

import static io.chats.launcher.config.Environments.embeddedWith;
import static io.chats.launcher.config.Environments.serviceWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each secret may be in a file (spec 2). */
class SecretFilesTest {

  private static final String SECRET = "s3cr3t";

  @TempDir private Path folder;

  static List<String> secrets() {
    return Variables.all().stream().filter(Variable::isSecret).map(Variable::name).toList();
  }

  @Test
  void areThoseThatMustNotBeShown() {
    assertThat(secrets())
        .contains("BUS_TOKEN", "DB_PASSWORD", "REDIS_PASSWORD", "SENTRY_LOGIN", "SENTRY_PASSWORD");
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void countLikeTheVariable(String name) throws IOException {
    Map<String, String> direct = completeFor(name);
    direct.put(name, SECRET);
    Map<String, String> filed = completeFor(name);
    filed.remove(name);
    filed.put(name + "_FILE", file(SECRET + "\n").toString());
    Configuration configuration = Configuration.of(filed);
    assertThat(configuration)
        .usingRecursiveComparison()
        .ignoringFields("settings")
        .isEqualTo(Configuration.of(direct));
    assertThat(configuration.remarks().typos()).isEmpty();
  }

  /** A password of NATS needs a user, who takes the place of a token. */
  private static Map<String, String> completeFor(String name) {
    Map<String, String> environment = complete();
    if (name.equals("BUS_PASSWORD")) {
      environment.put("BUS_USER", "chats");
      environment.remove("BUS_TOKEN");
    }
    return environment;
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void mustNotBeGivenTwice(String name) throws IOException {
    Map<String, String> environment = complete();
    environment.put(name, SECRET);
    environment.put(name + "_FILE", file(SECRET).toString());
    assertRefused(environment, name + " and " + name + "_FILE are set; expected: one of the two");
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void mustBeReadable(String name) {
    Map<String, String> environment = complete();
    environment.remove(name);
    environment.put(name + "_FILE", folder.resolve("none").toString());
    assertRefused(
        environment,
        "%s_FILE is '%s/none'; expected: the path of a file with the secret, but there is no such file"
            .formatted(name, folder));
  }

  @Test
  void areNotShownWhateverIsWrong() throws IOException {
    Path tooLong = file(SECRET.repeat(20_000));
    assertRefused(serviceWith("DB_PASSWORD_FILE", tooLong.toString()), "it is longer than 65536");
    assertRefused(serviceWith("DB_PASSWORD_FILE", SECRET), "DB_PASSWORD_FILE is '***'; expected: ");
    assertRefused(serviceWith("DB_PASSWORD_FILE", SECRET + "\0"), "but it is no path");
  }

  @Test
  void areDescribedByTheirPaths() throws IOException {
    Path file = file(SECRET);
    Configuration configuration =
        Configuration.of(serviceWith("DB_PASSWORD_FILE", file.toString(), "BUS_TOKEN", SECRET));
    assertThat(configuration.describe().lines())
        .hasSize(Variables.all().size())
        .contains("DB_PASSWORD_FILE=" + file, "BUS_TOKEN=***");
    assertThat(configuration + configuration.describe()).doesNotContain(SECRET);
  }

  @Test
  void selectServiceModeLikeTheVariable() throws IOException {
    String file = file(SECRET).toString();
    assertRefused(embeddedWith("BUS_TOKEN_FILE", file), "since there is BUS_TOKEN_FILE ");
  }

  @Test
  void countAsSetWhereOneVariableNeedsAnother() throws IOException {
    String file = file(SECRET).toString();
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.of(embeddedWith("SENTRY_LOGIN_FILE", file)))
        .withMessageContaining("SENTRY_URL is not set")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("SENTRY_LOGIN is not set"));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("secret"), content);
  }

  /** An environment in which everything may be set. */
  private static Map<String, String> complete() {
    Map<String, String> environment = new HashMap<>(Environments.SERVICE);
    environment.putAll(
        Map.of(
            "SENTRY_PROTOCOL", "http",
            "SENTRY_LOGIN", "login",
            "SENTRY_URL", "sentry",
            "SENTRY_PORT", "9000",
            "SENTRY_PROJECT_ID", "4"));
    return environment;
  }

  private static void assertRefused(Map<String, String> environment, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.of(environment))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
  }
}
