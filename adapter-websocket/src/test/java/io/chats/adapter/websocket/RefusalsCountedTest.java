package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.settings.AllowedOrigins;
import io.chats.adapter.websocket.settings.SessionTiming;
import io.chats.domain.id.UserId;
import io.chats.domain.port.TokenVerifier.Accepted;
import io.chats.domain.port.TokenVerifier.Unavailable;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom the server refuses or cuts is counted by the reason (spec 9). */
class RefusalsCountedTest {

  private RunningServer server = start(false);

  @AfterEach
  void stop() {
    server.close();
  }

  private static RunningServer start(boolean fewHandshakes) {
    return RunningServer.start(s ->
        s.withOrigins(AllowedOrigins.of(Set.of("https://clinic.example")))
            .withTiming(shortTimes(s.timing()))
            .withNodeBounds(s.nodeBounds().withHandshakes(fewHandshakes ? 2 : 100)));
  }

  private static SessionTiming shortTimes(SessionTiming timing) {
    return Timings.closingIn(Timings.handshakeIn(Timings.alive(timing, 60_000, 1_500), 500), 300);
  }

  @Test
  void handshakesByStatus() {
    upgrade("/ws/?token=u1");
    upgrade("/nothing");
    upgrade("/ws/?token=u1", "Origin: https://evil.example");
    send(RawClient.GOOD_REQUEST.replace("Version: 13", "Version: 8"));
    send(RawClient.GOOD_REQUEST.replace("Connection: Upgrade", "Connection: close"));

    assertThat(server.monitor().counted())
        .containsSubsequence(
            "token accepted",
            "handshake 101",
            "handshake 404",
            "handshake 403",
            "handshake 426",
            "handshake 400");
  }

  @Test
  void tokensByResult() {
    server.tokens().with("away", Unavailable::new);
    server.tokens().with("old", () -> new Accepted(new UserId(5), Optional.of(Instant.EPOCH)));
    for (String token : new String[] {"u1", "bad", "bad", "old", "away", ""}) {
      upgrade("/ws/?token=" + token);
    }

    assertThat(server.monitor().counted())
        .filteredOn(counted -> counted.startsWith("token"))
        .containsExactly(
            "token accepted",
            "token refused",
            "token refused_before",
            "token expired",
            "token unavailable",
            "token missing");
    assertThat(server.tokens().asked("bad")).isOne();
  }

  @Test
  void aSilentPeer() {
    try (RawClient client = RawClient.join(server, 1)) {
      awaitCut("cut silent");
      client.endOutput();
    }
  }

  @Test
  void aPeerThatDoesNotClose() {
    try (RawClient client = RawClient.join(server, 1)) {
      client.write(RawClient.header(0x81, 1 << 20)).write(new byte[4]);
      awaitCut("cut not_closed");
    }
    assertThat(server.monitor().closed()).containsExactly(1009);
  }

  @Test
  void aRequestThatIsNeverComplete() {
    try (RawClient client = RawClient.connect(server)) {
      client.write(RawClient.http("GET /ws HTTP/1.1\n"));
      awaitCut("cut handshake_timeout");
    }
  }

  @Test
  void tooManyRequestsThatAreNotComplete() {
    server.close();
    server = start(true);
    try (RawClient first = RawClient.connect(server);
        RawClient second = RawClient.connect(server);
        RawClient third = RawClient.connect(server)) {
      awaitCut("cut too_many_handshakes");
      assertThat(first.isAtEnd()).isTrue();
      assertThat(second.hasInput()).isFalse();
      assertThat(third.hasInput()).isFalse();
    }
  }

  @Test
  void violationsOfTheProtocolByCloseCode() {
    byte[] unmasked = {(byte) (RawClient.FINAL | RawClient.TEXT), 1, 'x'};
    byte[] notUtf8 = RawClient.frame(RawClient.FINAL | RawClient.TEXT, new byte[] {(byte) 0xFF});
    for (byte[] bad : new byte[][] {unmasked, notUtf8}) {
      try (RawClient client = RawClient.join(server, 1)) {
        client.write(bad).readClose();
      }
    }
    try (RawClient client = RawClient.join(server, 1)) {
      client.send(RawClient.FINAL | RawClient.CLOSE, new byte[] {3, (byte) 0xEA}).readClose();
    }
    assertThat(server.monitor().closed()).as("none for the peer's own").containsExactly(1002, 1007);
  }

  private void awaitCut(String reason) {
    eventually().until(() -> server.monitor().counted().contains(reason));
  }

  private void send(String request) {
    try (RawClient client = RawClient.connect(server)) {
      client.write(RawClient.http(request)).readHttpHead();
    }
  }

  private void upgrade(String target, String... headers) {
    try (RawClient client = RawClient.connect(server)) {
      client.upgrade(target, headers);
    }
  }
}
