package io.chats.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.nats.connection.NatsCredentials;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties of the configuration that hold for any environment. */
class ConfigurationPropertiesTest {

  private static final String SECRET = "5ecret-5ecret";
  private static final List<String> SECRETS =
      List.of("BUS_TOKEN", "DB_PASSWORD", "REDIS_PASSWORD", "SENTRY_PASSWORD", "SENTRY_LOGIN");
  private static final List<String> GOOD =
      List.of(
          "",
          "0",
          "1",
          "8002",
          ":8002",
          "[::1]:8002",
          "localhost",
          "nats://nats:4222",
          "mysql",
          "tcp",
          "http",
          "chats.1.0",
          "UTC",
          "en",
          "https://chats.example");

  /** Any text is parsed or refused without an exception, and no secret is shown. */
  @Property(tries = 300)
  void tellsNoSecretWhateverIsWrong(
      @ForAll("environments") Map<String, String> environment, @ForAll("junk") String junk) {
    String told = tellAllAbout(withSecrets(environment, junk));
    assertThat(told).doesNotContain(SECRET);
  }

  @Property(tries = 300)
  void takesAnySecret(@ForAll String secret) {
    Map<String, String> environment = new HashMap<>(Environments.SERVICE);
    SECRETS.forEach(name -> environment.put(name, secret));
    environment.putAll(
        Map.of(
            "SENTRY_PROTOCOL", "http",
            "SENTRY_LOGIN", secret.isEmpty() ? "login" : secret,
            "SENTRY_URL", "sentry",
            "SENTRY_PORT", "9000",
            "SENTRY_PROJECT_ID", "4"));
    Configuration configuration = Configuration.of(environment);
    assertThat(configuration.sentry()).isPresent();
    assertThat(configuration.service().orElseThrow().bus().credentials())
        .isEqualTo(
            secret.isEmpty() ? new NatsCredentials.None() : new NatsCredentials.Token(secret))
        .hasToString(secret.isEmpty() ? "None[]" : "Token[***]");
  }

  @Provide
  Arbitrary<Map<String, String>> environments() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of(Variables.all().stream().map(Variable::name).toList()),
            Arbitraries.strings().map("DB_"::concat),
            Arbitraries.strings());
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.of(GOOD),
            Arbitraries.strings(),
            Arbitraries.strings().ascii(),
            Arbitraries.integers().map(String::valueOf));
    return Arbitraries.maps(names, values).ofMaxSize(20);
  }

  /** Characters that could end a user's name or password too early. */
  @Provide
  Arbitrary<String> junk() {
    return Arbitraries.strings().withChars("@,?/#:[]% \n").ofMaxLength(4);
  }

  private static Map<String, String> withSecrets(Map<String, String> environment, String junk) {
    Map<String, String> all = new HashMap<>(environment);
    SECRETS.forEach(name -> all.put(name, SECRET));
    all.put("BUS_URL", "nats://user:" + junk + SECRET + junk + "@nats:4222");
    return all;
  }

  private static String tellAllAbout(Map<String, String> environment) {
    try {
      Configuration configuration = Configuration.of(environment);
      return configuration + configuration.describe();
    } catch (ConfigurationException e) {
      assertThat(e.getCause()).isNull();
      return e.getMessage();
    }
  }
}
