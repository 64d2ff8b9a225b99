package io.chats.adapter.nats.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.nats.connection.NatsCredentials.CredentialsFile;
import io.chats.adapter.nats.connection.NatsCredentials.Token;
import io.chats.adapter.nats.connection.NatsCredentials.UserPassword;
import io.chats.support.tls.TlsFiles;
import io.chats.testing.services.nats.NatsOptions;
import io.chats.testing.services.nats.PrivateNats;
import io.chats.testing.services.nats.PrivateNatsCluster;
import io.chats.testing.services.tls.PrivateAuthority;
import io.chats.testing.services.tls.PrivateAuthority.Issued;
import io.nats.client.NKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way to authenticate works, also with servers that are discovered; and none is logged. */
class CredentialsIT {

  private static final String USER =
      "authorization { users: [ { user: node, password: \"s3cret:@/\" } ] }";
  private static final String PASSWORD = "s3cret:@/";

  private final LoggedLines log = new LoggedLines();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void aTokenHoldsForDiscoveredServers() {
    thenGoesOnWithOthers(
        NatsOptions.DEFAULT.withToken("s3cret"), it -> it.withCredentials(new Token("s3cret")));
  }

  @Test
  void aUserHoldsForDiscoveredServers() {
    thenGoesOnWithOthers(
        NatsOptions.DEFAULT.with(USER),
        it -> it.withCredentials(new UserPassword("node", PASSWORD)));
  }

  @Test
  void aUserInTheUrlHoldsForDiscoveredServers() {
    thenGoesOnWithOthers(
        NatsOptions.DEFAULT.with(USER),
        it ->
            NatsSettings.of(
                it.servers().replace("nats://", "nats://node:s3cret%3A%40%2F@"),
                Optional.empty(),
                "test",
                it.longestPause()));
  }

  @Test
  void aCredentialsFileHoldsForDiscoveredServers() throws Exception {
    OperatorMode operator = new OperatorMode();
    Path file = operator.credentials(folder);
    thenGoesOnWithOthers(
        NatsOptions.DEFAULT.with(operator.serverLines()),
        it -> it.withCredentials(new CredentialsFile(file)));
  }

  @Test
  void aSeedAloneIsACredentialsFileToo() throws Exception {
    NKey user = NKey.createUser(new SecureRandom());
    Path file = Files.writeString(folder.resolve("node.nk"), new String(user.getSeed()) + "\n");
    String users = "authorization { users: [ { nkey: " + new String(user.getPublicKey()) + " } ] }";
    try (PrivateNats nats = PrivateNats.start(NatsOptions.DEFAULT.with(users));
        TestNode node = new TestNode(settings(nats).withCredentials(new CredentialsFile(file)))) {
      node.awaitUp();
    }
  }

  @Test
  void aClientCertificateHoldsForDiscoveredServers() {
    try (PrivateAuthority authority = new PrivateAuthority()) {
      TlsFiles files = files(authority, Optional.of(authority.issue("node")));
      thenGoesOnWithOthers(
          NatsOptions.DEFAULT.with(tls(authority, authority.issue("nats", "ip:127.0.0.1"))),
          it -> it.withTls(files));
    }
  }

  /** Servers of a cluster tell of each other by address; their certificates may have names only. */
  @Test
  void aDiscoveredAddressIsKnownByTheNameThatIsConfigured() {
    try (PrivateAuthority authority = new PrivateAuthority()) {
      TlsFiles files = files(authority, Optional.of(authority.issue("node")));
      thenGoesOnWithOthers(
          NatsOptions.DEFAULT.with(tls(authority, authority.issue("nats", "dns:localhost"))),
          it ->
              NatsSettings.of(
                      it.servers().replace("127.0.0.1", "localhost"),
                      Optional.empty(),
                      "test",
                      it.longestPause())
                  .withTls(files));
    }
  }

  @Test
  void aServerWithTheCertificateOfAnotherIsNotTrusted() {
    try (PrivateAuthority authority = new PrivateAuthority()) {
      TlsFiles files = files(authority, Optional.of(authority.issue("node")));
      Issued other = authority.issue("nats", "dns:other.example");
      thenSays(
          NatsOptions.DEFAULT.with(tls(authority, other)),
          it -> it.withTls(files),
          "TLS failed: No subject alternative names matching IP address 127.0.0.1 found");
    }
  }

  @Test
  void aServerOfAnUnknownAuthorityIsNotTrusted() {
    try (PrivateAuthority authority = new PrivateAuthority();
        PrivateAuthority unknown = new PrivateAuthority()) {
      TlsFiles files = files(authority, Optional.of(authority.issue("node")));
      Issued certificate = unknown.issue("nats", "ip:127.0.0.1");
      thenSays(
          NatsOptions.DEFAULT.with(tls(authority, certificate)),
          it -> it.withTls(files),
          "TLS failed: ");
    }
  }

  @Test
  void saysWhatIsWrong() {
    NatsOptions user = NatsOptions.DEFAULT.with(USER);
    thenSays(
        user,
        it -> it.withCredentials(new UserPassword("node", "wr0ng")),
        "it refuses the user or the password");
    thenSays(user, it -> it, "it refuses this node as it is: it asks for other credentials");
    thenSays(
        user,
        it ->
            NatsSettings.of(
                it.servers().replace("nats://", "nats://node:wr0ng@"),
                Optional.empty(),
                "test",
                it.longestPause()),
        "it refuses the user, the password or the token in its URL");
    Path missing = folder.resolve("missing.creds");
    thenSays(
        user,
        it -> it.withCredentials(new CredentialsFile(missing)),
        "the file " + missing + " cannot be used: it is not there");
    thenSays(user, it -> it.withTls(TlsFiles.NONE), "it does not offer TLS");
  }

  @Test
  void saysThatTlsOrACertificateIsWanted() {
    try (PrivateAuthority authority = new PrivateAuthority()) {
      NatsOptions options =
          NatsOptions.DEFAULT.with(tls(authority, authority.issue("nats", "ip:127.0.0.1")));
      thenSays(options, it -> it, "it wants TLS: its URL has to begin with tls://");
      TlsFiles files = files(authority, Optional.empty());
      thenSays(
          options, it -> it.withTls(files), "it does not answer over TLS, or wants a certificate");
    }
  }

  /** A token that was replaced on the server, and then here, for example by cert-manager. */
  @Test
  void aFileThatIsReplacedIsReadAgain() throws Exception {
    OperatorMode operator = new OperatorMode();
    Path file = operator.credentials(folder);
    String good = Files.readString(file);
    new OperatorMode().credentials(folder); // of another operator, in the same file
    NatsOptions options = NatsOptions.DEFAULT.with(operator.serverLines());
    try (PrivateNats nats = PrivateNats.start(options);
        TestNode node = new TestNode(settings(nats).withCredentials(new CredentialsFile(file)))) {
      await().until(() -> log.all().stream().anyMatch(line -> line.contains("is away since")));
      Files.writeString(file, good);
      node.awaitUp();
    }
  }

  /** Knows one server of two; loses it, and then the other one when a third has joined. */
  private void thenGoesOnWithOthers(NatsOptions options, UnaryOperator<NatsSettings> settings) {
    try (PrivateNatsCluster cluster = PrivateNatsCluster.start(2, options);
        TestNode node = new TestNode(settings.apply(settings(cluster.server(0))))) {
      node.awaitUp();
      cluster.server(0).kill();
      await().until(() -> backs() == 2);
      node.awaitUp();
      cluster.server(0).startAgain();
      cluster.awaitRoutes();
      try (PrivateNatsCluster grown = cluster.grownBy(options)) {
        cluster.server(0).kill();
        cluster.server(1).kill();
        await().until(() -> backs() >= 4);
        node.awaitUp();
        assertThat(grown.server(2).process().isRunning()).isTrue();
      }
    }
    thenNothingIsSecret();
  }

  private void thenSays(
      NatsOptions options, UnaryOperator<NatsSettings> settings, String explanation) {
    try (PrivateNats nats = PrivateNats.start(options);
        TestNode node = new TestNode(settings.apply(settings(nats)))) {
      await()
          .untilAsserted(() ->
              assertThat(log.all())
                  .anyMatch(line -> line.contains("is away") && line.contains(explanation)));
      assertThat(node.requests().state().up()).isFalse();
    }
    thenNothingIsSecret();
  }

  private void thenNothingIsSecret() {
    assertThat(log.all()).noneMatch(line -> line.contains("s3cret") || line.contains("wr0ng"));
  }

  private long backs() {
    return log.all().stream().filter(line -> line.contains("is back after")).count();
  }

  private static NatsSettings settings(PrivateNats nats) {
    return NatsSettings.of(nats.url(), Optional.empty(), "test", Duration.ofMillis(500));
  }

  private static TlsFiles files(PrivateAuthority authority, Optional<Issued> client) {
    return new TlsFiles(
        Optional.of(authority.certificate()),
        client.map(it -> new TlsFiles.Identity(it.certificate(), it.key())));
  }

  private static String tls(PrivateAuthority authority, Issued server) {
    return "tls { cert_file: \"%s\", key_file: \"%s\", ca_file: \"%s\", verify: true }"
        .formatted(server.certificate(), server.key(), authority.certificate());
  }
}
