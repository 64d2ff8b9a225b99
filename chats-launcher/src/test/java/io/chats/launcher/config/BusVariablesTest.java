package io.chats.launcher.config;

import static io.chats.launcher.config.Environments.serviceWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chats.adapter.nats.connection.NatsCredentials;
import io.chats.launcher.config.Configuration.Bus;
import io.chats.support.tls.TlsFiles;
import io.chats.testing.services.tls.PrivateAuthority;
import io.chats.testing.services.tls.PrivateAuthority.Issued;
import io.nats.client.NKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The variables by which a node authenticates itself to NATS. */
class BusVariablesTest {

  private static final String SEED = seed();

  @TempDir private Path folder;

  @Test
  void aUserHasAPassword() {
    assertThat(bus("BUS_USER", "node", "BUS_PASSWORD", " p@ss ").credentials())
        .isEqualTo(new NatsCredentials.UserPassword("node", " p@ss "))
        .hasToString("UserPassword[***]");
    thenIsWrong("BUS_PASSWORD is not set", "BUS_USER", "node");
    thenIsWrong("BUS_USER is not set", "BUS_PASSWORD", "secret");
  }

  @Test
  void aCredentialsFileIsChecked() throws IOException {
    String good = write("good.creds", SEED + "\n");
    assertThat(bus("BUS_CREDS", good).credentials())
        .isEqualTo(new NatsCredentials.CredentialsFile(Path.of(good)));
    String missing = folder.resolve("missing.creds").toString();
    thenIsWrong(
        "BUS_CREDS is '"
            + missing
            + "'; expected: the path of a file that can be used, but it is"
            + " not there",
        "BUS_CREDS",
        missing);
    thenIsWrong("but it has no seed of a user", "BUS_CREDS", write("empty.creds", "hello"));
    thenIsWrong(
        "but its seed cannot be read",
        "BUS_CREDS",
        write("bad.creds", "SUA" + "A".repeat(55) + "\n"));
    thenIsWrong("but it cannot be read", "BUS_CREDS", folder.toString());
  }

  @Test
  void certificatesAreChecked() throws IOException {
    try (PrivateAuthority authority = new PrivateAuthority()) {
      Issued node = authority.issue("node");
      String ca = authority.certificate().toString();
      String certificate = node.certificate().toString();
      String key = node.key().toString();
      assertThat(bus("BUS_TLS_CA", ca, "BUS_TLS_CERT", certificate, "BUS_TLS_KEY", key).tls())
          .contains(
              new TlsFiles(
                  Optional.of(authority.certificate()),
                  Optional.of(new TlsFiles.Identity(node.certificate(), node.key()))));
      assertThat(bus("BUS_TLS_CA", ca).tls().orElseThrow().identity()).isEmpty();
      thenIsWrong("BUS_TLS_KEY is not set", "BUS_TLS_CERT", certificate);
      thenIsWrong("BUS_TLS_CERT is not set", "BUS_TLS_KEY", key);
      thenIsWrong("it has no certificate (BEGIN CERTIFICATE)", "BUS_TLS_CA", key);
      thenIsWrong(
          "it has no key (BEGIN PRIVATE KEY)",
          "BUS_TLS_CERT",
          certificate,
          "BUS_TLS_KEY",
          certificate);
      thenIsWrong(
          "its key is of another format: make one with openssl pkcs8",
          "BUS_TLS_CERT",
          certificate,
          "BUS_TLS_KEY",
          write("old.key", Files.readString(node.key()).replace("PRIVATE", "EC PRIVATE")));
      thenIsWrong(
          "its key cannot be read",
          "BUS_TLS_CERT",
          certificate,
          "BUS_TLS_KEY",
          write("cut.key", "-----BEGIN PRIVATE KEY-----\nMAAA\n-----END PRIVATE KEY-----\n"));
      thenIsWrong(
          "its certificates cannot be read",
          "BUS_TLS_CA",
          write("cut.pem", "-----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----\n"));
    }
  }

  @Test
  void oneWayIsChosen() {
    thenIsWrong(
        "BUS_TOKEN and BUS_USER are set; expected: one of them",
        "BUS_TOKEN",
        "t",
        "BUS_USER",
        "node",
        "BUS_PASSWORD",
        "p");
    thenIsWrong(
        "BUS_USER is set, and BUS_URL has a user; expected: one of the two",
        "BUS_URL",
        "nats://u:p@a",
        "BUS_USER",
        "node",
        "BUS_PASSWORD",
        "p");
    assertThat(bus("BUS_URL", "nats://u:p@a,nats://b", "BUS_TOKEN", "t").credentials())
        .isEqualTo(new NatsCredentials.Token("t"));
  }

  /** Whoever sets the content of a file instead of its path must not find it in the log. */
  @Test
  void whatIsNoPathIsMasked() {
    for (String content :
        new String[] {
          SEED,
          "eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.eyJqdGkiOiJ4In0.c2lnbmF0dXJl",
          "-----BEGIN NATS USER JWT-----\n" + SEED
        }) {
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> bus("BUS_CREDS", content))
          .withMessageContaining("BUS_CREDS is '***'; expected: the path of a file")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(content));
    }
  }

  private static String seed() {
    try {
      return new String(NKey.createUser(new SecureRandom()).getSeed());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static void thenIsWrong(String problem, String... variables) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> bus(variables))
        .withMessageContaining(problem);
  }

  private static Bus bus(String... variables) {
    return Configuration.of(serviceWith(variables)).service().orElseThrow().bus();
  }
}
