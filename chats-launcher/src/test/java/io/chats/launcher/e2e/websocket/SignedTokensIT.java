package io.chats.launcher.e2e.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.ManagementPages;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.TokenIssuer;
import io.chats.launcher.harness.WsClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that a node verifies by the keys of their issuer (spec 2, AUTH_JWKS). */
class SignedTokensIT {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private static Path folder;

  private static RealServices services;
  private static TokenIssuer issuer;
  private static Node node;
  private static BusClient bus;

  @BeforeAll
  static void start() {
    services = new RealServices();
    issuer = new TokenIssuer(folder.resolve("keys.json"));
    Map<String, String> environment = services.environment();
    environment.putAll(issuer.environment());
    environment.put("BUS_TIMEOUT", "1000");
    node = Node.start(environment);
    bus = services.bus();
  }

  @AfterAll
  static void stop() {
    bus.close();
    node.close();
    services.close();
  }

  private static WsClient connect(String token) {
    return WsClient.connect(
        new Request.Builder()
            .url(node.webSocket())
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private static void assertIn(String token) {
    try (WsClient client = connect(token)) {
      client.sendText("{\"type\":\"ping\"}");
      client.awaitFrame(f -> f.path("type").asText().equals("pong"));
    }
  }

  private static void assertRefused(String token, String reason) {
    double before = refused(reason);
    try (WsClient client = connect(token)) {
      client.awaitError(103);
      assertThat(client.awaitClose()).isEqualTo(4401);
    }
    assertThat(refused(reason)).isEqualTo(before + 1);
  }

  private static double refused(String reason) {
    String name = "chats_tokens_signed_total{result=\"" + reason + "\"} ";
    return ManagementPages.metrics(node)
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }

  private static void assertRefused(UnaryOperator<JWTClaimsSet.Builder> change, String reason) {
    assertRefused(issuer.signed(change.apply(TokenIssuer.claims(1, MINUTE))), reason);
  }

  @Test
  void theUserIsTheSubject() {
    long chat = bus.chat(1, 11, 12);
    try (WsClient client = connect(issuer.token(11))) {
      client.post(chat, "a", "Hello");
      assertThat(client.awaitMessage("a").get("userId").asLong()).isEqualTo(11);
    }
  }

  @Test
  void otherTokensAreStillAskedFor() {
    assertIn("u1");
  }

  @Test
  void whileNatsIsAwayNewSessionsGetIn() {
    services.nats.freeze();
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> ManagementPages.state(node, "bus path").equals("down"));
      assertIn(issuer.token(1));
      try (WsClient client = connect("u1")) {
        assertThat(client.awaitClose()).isEqualTo(1013);
      }
    } finally {
      services.nats.thaw();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ManagementPages.ready(node).statusCode() == 200);
  }

  @Test
  void aTokenThatExpiresEndsItsSession() {
    try (WsClient client = connect(issuer.signed(TokenIssuer.claims(1, Duration.ofSeconds(3))))) {
      assertThat(client.awaitClose()).isEqualTo(4401);
    }
  }

  @Test
  void anExpiredTokenIsRefused() {
    assertRefused(claims -> claims.expirationTime(inSeconds(-50)), "expired");
  }

  @Test
  void aClockThatIs30SecondsOffIsTolerated() {
    assertIn(issuer.signed(TokenIssuer.claims(1, MINUTE).notBeforeTime(inSeconds(30))));
    assertIn(issuer.signed(TokenIssuer.claims(1, Duration.ofSeconds(-30))));
  }

  private static Date inSeconds(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    assertRefused(claims -> claims.audience("shop"), "audience");
  }

  @Test
  void algNoneIsRefused() {
    assertRefused(new PlainJWT(TokenIssuer.claims(1, MINUTE).build()).serialize(), "algorithm");
  }

  @Test
  void anUnknownKeyIsRefused() {
    TokenIssuer other = new TokenIssuer(folder.resolve("others.json"));
    assertRefused(other.token(1), "unknown_key");
  }

  @Test
  void aRotatedKeyIsKnownAtOnce() {
    String old = issuer.token(1);
    issuer.rotate();
    await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> assertIn(issuer.token(1)));
    assertRefused(old, "unknown_key");
  }
}
