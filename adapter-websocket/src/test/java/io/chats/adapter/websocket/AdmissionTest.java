package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.port.TokenVerifier.Rejected;
import io.chats.domain.port.TokenVerifier.Verdict;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final int SESSIONS = 5;
  private static final int CHECKS = 3;
  private static final int HANDSHAKES = 200;

  private final RunningServer server =
      RunningServer.start(s ->
          s.withTiming(Timings.handshakeIn(s.timing(), 500))
              .withNodeBounds(
                  s.nodeBounds()
                      .withSessions(SESSIONS)
                      .withHandshakes(HANDSHAKES)
                      .withTokenChecks(CHECKS)));

  private final List<RawClient> clients = new ArrayList<>();

  @AfterEach
  void stop() {
    clients.forEach(RawClient::close);
    server.close();
  }

  @Test
  void refusesMoreTokenChecksThanAreAllowed() {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    server.tokens().with("slow", verdict::join);
    for (int i = 0; i < CHECKS; i++) {
      RawClient waiting = RawClient.connect(server);
      clients.add(waiting);
      waiting.askForUpgrade("/ws/?token=slow");
    }
    eventually().until(() -> server.tokens().asked("slow") == CHECKS);
    assertThat(connect("slow")).startsWith("HTTP/1.1 503 ").contains("Retry-After: ");

    verdict.complete(new Rejected());
    eventually().until(() -> connect("u1").startsWith("HTTP/1.1 101 "));
  }

  @Test
  void refusesMoreSessionsThanAreAllowed() {
    for (int user = 1; user <= SESSIONS; user++) {
      clients.add(RawClient.join(server, user));
    }
    assertThat(connect("u9")).startsWith("HTTP/1.1 503 ");

    clients.get(0).close();
    eventually().until(() -> connect("u9").startsWith("HTTP/1.1 101 "));
  }

  @Test
  void aRefusedClientUsesNoPermit() {
    for (int i = 0; i < 3 * (SESSIONS + CHECKS); i++) {
      try (RawClient client = RawClient.connect(server)) {
        assertThat(client.upgrade("/ws/?token=nobodys")).startsWith("HTTP/1.1 101 ");
        assertThat(client.readClose()).startsWith("4401");
      }
      try (RawClient client = RawClient.connect(server)) {
        client.write(RawClient.http(RawClient.GOOD_REQUEST.replace("Sec-WebSocket-Key", "Key")));
        assertThat(client.readHttpHead()).startsWith("HTTP/1.1 400 ");
      }
      eventually().until(() -> server.timers() <= 2);
    }
    assertThat(connect("u1")).startsWith("HTTP/1.1 101 ");
  }

  @Test
  void stalledHandshakesEndAndDoNotBlockOthers() {
    for (int i = 0; i < HANDSHAKES + 100; i++) {
      RawClient client = RawClient.connect(server);
      clients.add(client);
      client.write(RawClient.http("GET /ws?token=u1 HTTP/1.1\nHost: x\n"));
    }
    try (OkClient real = OkClient.join(server, 1)) {
      assertThat(real.send("{\"type\":\"ping\"}").text(1)).contains("pong");
      long start = System.nanoTime();
      clients.forEach(client -> assertThat(client.isAtEnd()).isTrue());
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(real.isOpen()).isTrue();
    }
  }

  @Test
  void aHandshakeThatOnlyTricklesEndsToo() {
    RawClient client = RawClient.connect(server);
    clients.add(client);
    eventually().until(() -> !trickles(client));
  }

  private static boolean trickles(RawClient client) {
    try {
      client.write(new byte[] {'G'});
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private String connect(String token) {
    RawClient client = RawClient.connect(server);
    clients.add(client);
    return client.upgrade("/ws/?token=" + token);
  }
}
