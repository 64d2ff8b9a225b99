package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.settings.AllowedOrigins;
import io.chats.domain.id.UserId;
import io.chats.domain.port.TokenVerifier.Accepted;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Set;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

  private final RunningServer server =
      RunningServer.start(s -> s.withOrigins(AllowedOrigins.of(Set.of("https://clinic.example/"))));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws", "/ws/"})
  void servesBothPaths(String path) {
    try (OkClient client = OkClient.connect(server, path + "?token=u1")) {
      assertThat(client.send("{\"type\":\"ping\"}").text(1)).contains("pong");
    }
  }

  @Test
  void answersAsTheProtocolWants() {
    try (RawClient client = RawClient.connect(server)) {
      assertThat(client.upgrade("/ws/?token=u1"))
          .startsWith("HTTP/1.1 101 ")
          .containsIgnoringCase("\r\nUpgrade: websocket\r\n")
          .containsIgnoringCase("\r\nConnection: Upgrade\r\n")
          .containsIgnoringCase("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/ws/x",
        "/wsx",
        "//ws",
        "/ws/../ws",
        "/WS",
        "/%77s",
        "*",
        "/ws;a=b",
        "/?/ws"
      })
  void knowsNoOtherPath(String path) {
    try (RawClient client = RawClient.connect(server)) {
      assertThat(client.upgrade(path)).startsWith("HTTP/1.1 404 ");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void answersOtherRequestsWithUpgradeRequired() {
    for (String line : Set.of("POST /ws HTTP/1.1", "OPTIONS /ws HTTP/1.1")) {
      try (RawClient client = RawClient.connect(server)) {
        assertThat(client.request(line)).startsWith("HTTP/1.1 426 ");
        assertThat(client.isAtEnd()).isTrue();
      }
    }
    try (RawClient client = RawClient.connect(server)) {
      client.write(RawClient.http("GET /ws HTTP/1.1\nHost: x\n\n"));
      assertThat(client.readHttpHead()).startsWith("HTTP/1.1 426 ").contains("websocket");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sec-WebSocket-Version: 8 | 426",
        "Connection: close | 400",
      })
  void refusesBadUpgrades(String header, int status) {
    String name = header.substring(0, header.indexOf(':'));
    String bad = RawClient.GOOD_REQUEST.replaceAll(name + ": .*", header);
    try (RawClient client = RawClient.connect(server)) {
      client.write(RawClient.http(bad));
      assertThat(client.readHttpHead()).startsWith("HTTP/1.1 " + status + " ");
      assertThat(client.isAtEnd()).isTrue();
    }
    try (RawClient client = RawClient.connect(server)) {
      client.write(RawClient.http(RawClient.GOOD_REQUEST.replaceAll(name + ": .*\n", "")));
      assertThat(client.readHttpHead()).startsWith("HTTP/1.1 4");
    }
  }

  @Test
  void acceptsOnlyPagesOfAllowedOrigins() {
    assertThat(connect("https://evil.example")).startsWith("HTTP/1.1 403 ");
    assertThat(connect("null")).startsWith("HTTP/1.1 403 ");
    assertThat(connect("https://clinic.example.evil.example")).startsWith("HTTP/1.1 403 ");
    assertThat(connect("https://clinic.example")).startsWith("HTTP/1.1 101 ");
    assertThat(connect("HTTPS://Clinic.Example")).startsWith("HTTP/1.1 101 ");
    assertThat(server.gateway().opened()).allMatch(s -> s.client().user().value() == 1);
  }

  @Test
  void aRefusedOriginIsAnHttpErrorToRealClients() {
    Request request =
        new Request.Builder()
            .url(OkClient.url(server, "/ws/?token=u1"))
            .header("Origin", "https://evil.example")
            .build();
    try (OkClient client = OkClient.connect(request)) {
      assertThat(client.httpStatus()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "a|b a|b",
        "a%7Cb a|b",
        "a+b/c== a+b/c==",
        "a%2Bb a+b",
        "%D1%84 ф",
        "a%zz a%zz",
        "<a>{b}\\^`\" <a>{b}\\^`\"",
        "first&token=second first"
      })
  void takesAnyTokenFromTheQuery(String written, String token) {
    server.tokens().with(token, () -> new Accepted(new UserId(7), Optional.empty()));
    try (RawClient client = RawClient.connect(server)) {
      assertThat(client.upgrade("/ws/?a=b&token=" + written)).startsWith("HTTP/1.1 101 ");
      eventually().until(() -> server.gateway().openedBy(7).size() == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer u8", "bearer  u8 "})
  void takesTheTokenFromTheHeader(String header) {
    Request request =
        new Request.Builder()
            .url(OkClient.url(server, "/ws"))
            .header("Authorization", header)
            .build();
    try (OkClient client = OkClient.connect(request)) {
      eventually().until(() -> server.gateway().openedBy(8).size() == 1);
      assertThat(client.isOpen()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws", "/ws/?token=", "/ws/?token", "/ws/?tokens=u1", "/ws?a=token=u1"})
  void asksForATokenWhereThereIsNone(String target) {
    try (OkClient client = OkClient.connect(server, target)) {
      assertThat(client.text(1)).contains("\"code\":101");
      assertThat(client.closed()).isEqualTo("4401 no valid token");
    }
  }

  @Test
  void framesThatComeWithTheRequestAreNotLost() {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(RawClient.http(RawClient.GOOD_REQUEST));
    both.writeBytes(RawClient.textFrame("{\"type\":\"ping\"}"));
    try (RawClient client = RawClient.connect(server)) {
      client.write(both.toByteArray());

      assertThat(client.readHttpHead()).startsWith("HTTP/1.1 101 ");
      assertThat(client.readText()).contains("pong");
    }
  }

  @Test
  void aRequestMayComeByteByByte() {
    try (RawClient client = RawClient.connect(server)) {
      for (byte b : RawClient.http(RawClient.GOOD_REQUEST)) {
        client.write(new byte[] {b});
      }
      assertThat(client.readHttpHead()).startsWith("HTTP/1.1 101 ");
    }
  }

  private String connect(String origin) {
    try (RawClient client = RawClient.connect(server)) {
      return client.upgrade("/ws/?token=u1", "Origin: " + origin);
    }
  }
}
