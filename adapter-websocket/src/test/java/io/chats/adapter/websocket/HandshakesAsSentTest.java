package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.settings.AllowedOrigins;
import io.chats.domain.id.UserId;
import io.chats.domain.port.TokenVerifier.Accepted;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes as browsers, other clients and proxies send them (spec 6). */
class HandshakesAsSentTest {

  private static final int KIBI = 1024;

  private RunningServer server = RunningServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: keep-alive\nConnection: Upgrade",
        "Connection: Upgrade\nConnection: keep-alive",
        "Connection: keep-alive, Upgrade",
        "connection: UPGRADE",
        "CONNECTION: keep-alive,upgrade",
        "Connection: close-it\nConnection: x\nConnection: uPgRaDe"
      })
  void severalConnectionLinesInAnyOrderAndCase(String lines) {
    assertThat(send(RawClient.GOOD_REQUEST.replace("Connection: Upgrade", lines)))
        .startsWith("HTTP/1.1 101 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upgrade: WebSocket", "upgrade: WEBSOCKET"})
  void upgradeInAnyCase(String line) {
    assertThat(send(RawClient.GOOD_REQUEST.replace("Upgrade: websocket", line)))
        .startsWith("HTTP/1.1 101 ");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 16})
  void cookiesOfManyKibibytes(int kibibytes) {
    assertThat(connect("/ws/?token=u1", "Cookie: a=" + "c".repeat(kibibytes * KIBI)))
        .startsWith("HTTP/1.1 101 ");
  }

  @Test
  void aTokenOfNineKibibytes() {
    String token = "t".repeat(9 * KIBI);
    server.tokens().with(token, () -> new Accepted(new UserId(7), Optional.empty()));
    assertThat(connect("/ws/?token=" + token)).startsWith("HTTP/1.1 101 ");
    eventually().until(() -> server.gateway().openedBy(7).size() == 1);
  }

  @Test
  void aHeadThatIsTooLargeIsToldAndCounted() {
    assertThat(connect("/ws/?token=u1", "Cookie: a=" + "c".repeat(40 * KIBI)))
        .startsWith("HTTP/1.1 431 ");
    assertThat(connect("/ws/?token=" + "t".repeat(40 * KIBI))).startsWith("HTTP/1.1 431 ");
    assertThat(connect("/ws/?token=u1", manyHeaders())).startsWith("HTTP/1.1 431 ");
    assertThat(server.monitor().counted())
        .containsExactly("handshake 431", "handshake 431", "handshake 431");
  }

  @Test
  void aHeadThatIsNoHttpIsToldAndCounted() {
    try (RawClient client = RawClient.connect(server)) {
      client.write(RawClient.http("\u0016\u0003 not http at all \n\n"));
      assertThat(client.readHttpHead()).startsWith("HTTP/1.1 4");
    }
    assertThat(server.monitor().counted()).singleElement().asString().startsWith("handshake 4");
  }

  /** Browsers close a connection when the answer has none of the subprotocols they offered. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "chats                  | chats",
        "x, chats               | chats",
        "graphql-ws             | graphql-ws",
        "bearer.u1, chats       | chats",
        "bearer.u1, v2          | v2",
        "bearer.u1              | -",
        "bad name, \"quoted\" | -",
      })
  void anOfferedSubprotocolIsAnswered(String offered, String answered) {
    String answer = connect("/ws/?token=u1", "Sec-WebSocket-Protocol: " + offered);

    assertThat(answer).startsWith("HTTP/1.1 101 ");
    if (answered == null) {
      assertThat(answer).doesNotContain("Sec-WebSocket-Protocol");
    } else {
      assertThat(answer).contains("\r\nSec-WebSocket-Protocol: " + answered + "\r\n");
    }
  }

  @Test
  void severalLinesOfSubprotocolsAreOneList() {
    String answer =
        connect("/ws/", "Sec-WebSocket-Protocol: bearer.u8", "Sec-WebSocket-Protocol: chats");
    assertThat(answer).contains("\r\nSec-WebSocket-Protocol: chats\r\n");
    eventually().until(() -> server.gateway().openedBy(8).size() == 1);
  }

  @ParameterizedTest
  @CsvSource({"eyJhbGciOi.eyJzdWIi._sig-1, eyJhbGciOi.eyJzdWIi._sig-1", "a%2Fb%3D%3D, a/b=="})
  void theTokenMayStandInASubprotocol(String written, String token) {
    server.tokens().with(token, () -> new Accepted(new UserId(9), Optional.empty()));
    assertThat(connect("/ws", "Sec-WebSocket-Protocol: chats, bearer." + written))
        .contains("\r\nSec-WebSocket-Protocol: chats\r\n")
        .doesNotContain("bearer");
    eventually().until(() -> server.gateway().openedBy(9).size() == 1);
  }

  @ParameterizedTest
  @CsvSource({
    "https://x:443, https://x",
    "https://x, https://x:443",
    "HTTPS://X:443/, https://x",
    "http://x, http://x:80",
    "https://x:8443, https://x:8443",
    "http://[::1]:80, http://[::1]"
  })
  void anOriginWithItsDefaultPortEqualsOneWithout(String allowed, String sent) {
    restart(AllowedOrigins.of(Set.of(allowed)));
    assertThat(connect("/ws/?token=u1", "Origin: " + sent)).startsWith("HTTP/1.1 101 ");
    assertThat(connect("/ws/?token=u1", "Origin: http://y")).startsWith("HTTP/1.1 403 ");
    assertThat(connect("/ws/?token=u1", "Origin: " + sent + "1")).startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8003, 101",
    "http://LOCALHOST, 101",
    "https://127.0.0.1:5173, 101",
    "http://[::1]:8003, 101",
    "http://evil.example, 403",
    "http://localhost.evil.example, 403",
    "http://127.0.0.1.evil.example, 403",
    "http://localhost@evil.example, 403",
    "file://localhost, 403",
    "null, 403",
    "'', 403"
  })
  void pagesOfThisMachineOnlyWhereSoWanted(String origin, int status) {
    restart(AllowedOrigins.ofThisMachine());
    assertThat(connect("/ws/?token=u1", "Origin: " + origin)).startsWith("HTTP/1.1 " + status);
    assertThat(connect("/ws/?token=u1")).as("no page").startsWith("HTTP/1.1 101 ");
  }

  private void restart(AllowedOrigins origins) {
    server.close();
    server = RunningServer.start(s -> s.withOrigins(origins));
  }

  private String send(String request) {
    try (RawClient client = RawClient.connect(server)) {
      return client.write(RawClient.http(request)).readHttpHead();
    }
  }

  private String connect(String target, String... headers) {
    try (RawClient client = RawClient.connect(server)) {
      return client.upgrade(target, headers);
    }
  }

  private static String[] manyHeaders() {
    String[] headers = new String[200];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = "X-" + i + ": y";
    }
    return headers;
  }
}
