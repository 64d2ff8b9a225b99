package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.UserId;
import io.chats.domain.port.ClientSession.CloseReason;
import io.chats.domain.port.TokenVerifier.Accepted;
import io.chats.domain.port.TokenVerifier.Unavailable;
import io.chats.domain.port.TokenVerifier.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

  private final RunningServer server = RunningServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void refusesAnUnknownToken() {
    try (OkClient client = OkClient.connect(server, "/ws/?token=stolen")) {
      assertThat(client.text(1))
          .isEqualTo(
              "{\"type\":\"error\",\"error\":{\"code\":103,\"message\":\"the token is refused\"}}");
      assertThat(client.closed()).isEqualTo("4401 no valid token");
    }
    assertThat(server.gateway().opened()).isEmpty();
  }

  @Test
  void sendsClientsAwayForAWhileWhenTokensCannotBeChecked() {
    server.tokens().with("any", Unavailable::new);
    try (OkClient client = OkClient.connect(server, "/ws/?token=any")) {
      assertThat(client.text(1)).contains("\"code\":103");
      assertThat(client.closed()).isEqualTo("1013 try again later");
    }
    assertThat(server.gateway().opened()).isEmpty();
  }

  @Test
  void closesASessionWhenItsTokenExpires() {
    server.tokens().with("short", expiringIn(Duration.ofMillis(300)));
    Instant before = Instant.now();
    try (OkClient client = OkClient.connect(server, "/ws/?token=short")) {
      assertThat(client.closed()).isEqualTo("4401 no valid token");
      assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(250));
    }
    eventually().until(() -> server.gateway().opened().get(0).ends() == 1);
  }

  @Test
  void refusesATokenThatHasExpired() {
    server.tokens().with("old", expiringIn(Duration.ZERO));
    try (OkClient client = OkClient.connect(server, "/ws/?token=old")) {
      assertThat(client.text(1)).contains("\"code\":103");
      assertThat(client.closed()).isEqualTo("4401 no valid token");
    }
    assertThat(server.gateway().opened()).isEmpty();
  }

  @Test
  void takesTokensThatNeverExpire() {
    server.tokens().with("eternal", () -> new Accepted(new UserId(9), Optional.of(Instant.MAX)));
    try (OkClient client = OkClient.connect(server, "/ws/?token=eternal")) {
      assertThat(client.send("{\"type\":\"ping\"}").text(1)).contains("pong");
    }
  }

  @Test
  void cancelsTheExpiryOfASessionThatIsGone() {
    int timers = server.timers();
    server.tokens().with("long", expiringIn(Duration.ofHours(1)));
    try (OkClient client = OkClient.connect(server, "/ws/?token=long")) {
      eventually().until(() -> server.timers() > timers);
      assertThat(client.isOpen()).isTrue();
    }
    eventually().until(() -> server.timers() == timers);
  }

  @Test
  void holdsFramesUntilTheTokenIsChecked() {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    server.tokens().with("slow", verdict::join);
    try (RawClient client = RawClient.connect(server)) {
      client.askForUpgrade("/ws/?token=slow");
      client.text("{\"type\":\"join\",\"data\":{\"consultationId\":1}}");
      client.text("{\"type\":\"join\",\"data\":{\"consultationId\":2}}");
      client.text("{\"type\":\"ping\"}");
      eventually().until(() -> server.tokens().asked("slow") == 1);
      assertThat(server.gateway().opened()).isEmpty();

      verdict.complete(new Accepted(new UserId(5), Optional.empty()));
      assertThat(client.readHttpHead()).startsWith("HTTP/1.1 101 ");
      assertThat(client.readText()).contains("pong");
      assertThat(server.gateway().openedBy(5).get(0).calls()).containsExactly("join 1", "join 2");
    }
  }

  @Test
  void handlesNoFrameOfARefusedClient() {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    server.tokens().with("slow", verdict::join);
    try (RawClient client = RawClient.connect(server)) {
      client.askForUpgrade("/ws/?token=slow").text("{\"type\":\"ping\"}");
      verdict.complete(new Unavailable());

      assertThat(client.readHttpHead()).startsWith("HTTP/1.1 101 ");
      assertThat(client.readText()).contains("\"code\":103");
      assertThat(client.readClose()).startsWith("1013");
    }
  }

  @Test
  void opensNoSessionForAClientThatIsGoneBeforeTheTokenIsChecked() {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    server.tokens().with("slow", verdict::join);
    int timers = server.timers();
    try (RawClient client = RawClient.connect(server)) {
      client.askForUpgrade("/ws/?token=slow");
      eventually().until(() -> server.tokens().asked("slow") == 1);
    }
    verdict.complete(new Accepted(new UserId(5), Optional.empty()));

    try (OkClient other = OkClient.join(server, 2)) {
      assertThat(other.isOpen()).isTrue();
    }
    eventually().until(() -> server.gateway().openedBy(5).stream().allMatch(s -> s.ends() == 1));
    eventually().until(() -> server.timers() <= timers + 1);
  }

  @Test
  void answersTheHandshakeOnceTheSessionIsPlaced() {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    server.tokens().with("slow", verdict::join);
    try (RawClient client = RawClient.connect(server)) {
      client.askForUpgrade("/ws/?token=slow");
      eventually().until(() -> server.tokens().asked("slow") == 1);
      verdict.complete(new Accepted(new UserId(5), Optional.empty()));

      assertThat(client.readHttpHead()).startsWith("HTTP/1.1 101 ");
      assertThat(server.gateway().openedBy(5)).hasSize(1);
    }
  }

  @Test
  void oneUserCanHaveManySessions() {
    try (OkClient phone = OkClient.join(server, 5);
        OkClient laptop = OkClient.join(server, 5)) {
      assertThat(server.gateway().openedBy(5)).hasSize(2);
      assertThat(server.gateway().openedBy(5).get(0).client().id())
          .isNotEqualTo(server.gateway().openedBy(5).get(1).client().id());
      phone.sendClose();
      eventually().until(() -> server.gateway().openedBy(5).stream().anyMatch(s -> s.ends() == 1));
      assertThat(laptop.send("{\"type\":\"ping\"}").text(1)).contains("pong");
    }
  }

  @Test
  void theApplicationCanEndSessions() {
    assertThat(closedFor(CloseReason.TOKEN_EXPIRED)).isEqualTo("4401 no valid token");
    assertThat(closedFor(CloseReason.TRY_LATER)).isEqualTo("1013 try again later");
    assertThat(closedFor(CloseReason.STOPPING)).matches("1001 reconnectAfterMs=[0-9]+");
  }

  private String closedFor(CloseReason reason) {
    try (OkClient client = OkClient.join(server, 5)) {
      server.gateway().openedBy(5).forEach(s -> s.client().close(reason));
      return client.closed();
    }
  }

  private static Supplier<Verdict> expiringIn(Duration time) {
    return () -> new Accepted(new UserId(5), Optional.of(Instant.now().plus(time)));
  }
}
