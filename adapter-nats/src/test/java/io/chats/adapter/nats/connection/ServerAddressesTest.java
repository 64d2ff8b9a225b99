package io.chats.adapter.nats.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.nats.connection.ServerAddresses.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerAddressesTest {

  @Test
  void discoveredServersGetTheFirstCredentialsThatStandInUrls() {
    ServerAddresses addresses =
        new ServerAddresses(List.of("nats://a", "nats://u:p%40@b:4223", "nats://t@c"), false);
    addresses.learn(List.of("10.0.0.1:4222"));
    assertThat(addresses.all())
        .containsExactly(
            new Server("nats://a", "a"),
            new Server("nats://u:p%40@b:4223", "b"),
            new Server("nats://t@c", "c"),
            new Server("nats://u:p%40@10.0.0.1:4222", "a"));
  }

  @Test
  void credentialsBesideUrlsAreLeftToHold() {
    ServerAddresses addresses = new ServerAddresses(List.of("nats://u:p@a"), true);
    addresses.learn(List.of("nats://10.0.0.1:4222"));
    assertThat(addresses.all().getLast().url()).isEqualTo("nats://10.0.0.1:4222");
    assertThat(addresses.all().getLast().hasCredentials()).isFalse();
  }

  @Test
  void aServerIsKnownOnceHoweverItIsWritten() {
    ServerAddresses addresses = new ServerAddresses(List.of("tls://u:p@A", "nats://[::1]"), false);
    addresses.learn(List.of("nats://a:4222", "a", "[::1]:4222", "tls://x@a:4222"));
    assertThat(addresses.all())
        .containsExactly(new Server("tls://u:p@A", "a"), new Server("nats://[::1]", "[::1]"));
    assertThat(addresses.isSecure()).isTrue();
  }

  @Test
  void anAddressGoesByItselfWhereNoNameIsConfigured() {
    ServerAddresses addresses = new ServerAddresses(List.of("nats://10.0.0.1"), false);
    addresses.learn(List.of("10.0.0.2:4222", "other.example:4222"));
    assertThat(addresses.all().stream().map(Server::certificateName))
        .containsExactly("10.0.0.1", "10.0.0.2", "other.example");
    assertThat(addresses.isSecure()).isFalse();
  }

  @Test
  void serversThatAreGoneAreForgottenButThoseConfigured() {
    ServerAddresses addresses = new ServerAddresses(List.of("nats://a"), false);
    addresses.learn(List.of("b:4222"));
    addresses.learn(List.of("c:4222"));
    assertThat(addresses.all()).hasToString("[a:4222, c:4222]");
  }
}
