package io.chats.testing.services.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrivateNatsIT {

  @Test
  void asksForTheTokenAndBoundsPayloads() {
    NatsOptions options = NatsOptions.DEFAULT.withToken("secret").withMaxPayload(4096);
    try (PrivateNats nats = PrivateNats.start(options)) {
      assertThat(greeting(nats)).contains("\"auth_required\":true", "\"max_payload\":4096");
      assertThat(nats.token()).contains("secret");
      assertThat(nats.url()).isEqualTo("nats://127.0.0.1:" + nats.port());
    }
  }

  @Test
  void asksForNoTokenByDefault() {
    try (PrivateNats nats = PrivateNats.start()) {
      assertThat(greeting(nats))
          .contains("\"max_payload\":1048576")
          .doesNotContain("auth_required");
    }
  }

  @Test
  void clusterReconnectsAfterAServerWasKilled() {
    try (PrivateNatsCluster cluster = PrivateNatsCluster.start(3)) {
      PrivateNats first = cluster.server(0);
      assertThat(cluster.urls().split(",")).hasSize(3).startsWith(first.url());

      first.restart();
      cluster.awaitRoutes();
      assertThat(cluster.servers())
          .allSatisfy(server -> assertThat(greeting(server)).contains(":" + first.port() + "\""));
    }
  }

  @Test
  void clientsDoNotLearnOfOtherServersWithoutAdvertising() {
    NatsOptions options = NatsOptions.DEFAULT.withoutAdvertising();
    try (PrivateNatsCluster cluster = PrivateNatsCluster.start(2, options)) {
      String other = ":" + cluster.server(1).port() + "\"";
      assertThat(greeting(cluster.server(0))).doesNotContain(other);
    }
  }

  private static String greeting(PrivateNats nats) {
    try (Socket socket = new Socket(nats.host(), nats.port());
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
