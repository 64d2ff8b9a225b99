package io.chats.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** spec G10: whatever one client sends, another is served, and no log is filled. */
class HostileInputTest {

  private static final String SECRET = "very-secret-token";

  private final Random random = new Random(42);
  private final RunningServer server =
      RunningServer.start(s -> s.withTiming(Timings.closingIn(s.timing(), 200)));
  private final CapturedLogs logs = new CapturedLogs();
  private OkClient witness;

  @BeforeEach
  void join() {
    witness = OkClient.join(server, 1);
  }

  @AfterEach
  void othersAreServedAndNothingIsLogged() {
    try {
      assertThat(witness.send("{\"type\":\"ping\"}").text(1)).contains("pong");
      assertThat(logs.records()).isEmpty();
      assertThat(server.monitor().failures()).isEmpty();
    } finally {
      witness.close();
      server.close();
      logs.close();
    }
  }

  @Test
  void randomBytesInPlaceOfARequest() {
    for (int i = 0; i < 200; i++) {
      attack(RawClient.connect(server), client -> client.write(bytes(random.nextInt(2_000))));
    }
  }

  @Test
  void almostCorrectRequests() {
    for (int i = 0; i < 300; i++) {
      byte[] request = RawClient.http(RawClient.GOOD_REQUEST.replace("u1", SECRET));
      for (int j = random.nextInt(5); j >= 0; j--) {
        request[random.nextInt(request.length)] = (byte) random.nextInt(256);
      }
      attack(RawClient.connect(server), client -> client.write(request));
    }
  }

  @Test
  void strangeHeaders() {
    for (String header :
        new String[] {
          "Sec-WebSocket-Extensions: permessage-deflate; =;;\"",
          "Sec-WebSocket-Protocol: ,,,",
          "X-Tyrus-Tracing-Threshold: NONSENSE",
          "X-Tyrus-Tracing-Type: ALL",
          "tyrus-cluster-connection-id: 1",
          "Authorization: Bearer",
          "Authorization: Basic " + SECRET,
          "Content-Length: 5",
          "Content-Length: -1",
          "Transfer-Encoding: chunked",
          "Expect: 100-continue",
          "Cookie: " + "x".repeat(9_000),
          ": x",
          "x".repeat(100_000) + ": y"
        }) {
      attack(RawClient.connect(server), client -> client.upgrade("/ws?token=" + SECRET, header));
    }
  }

  @Test
  void targetsThatAreNoUris() {
    for (String target :
        new String[] {
          "/ws?token=" + SECRET + "|<>\\^`{}\"%zz",
          "/ws?" + "&".repeat(3_000),
          "/ws?token=%",
          "http://x/ws?token=" + SECRET,
          "http://[/ws?token=" + SECRET,
          "ws?token=" + SECRET,
          "/ws#" + SECRET,
          "/" + "x".repeat(20_000)
        }) {
      attack(RawClient.connect(server), client -> client.upgrade(target));
    }
  }

  @Test
  void randomBytesInPlaceOfFrames() {
    for (int i = 0; i < 200; i++) {
      attack(RawClient.join(server, 2), client -> client.write(bytes(random.nextInt(2_000))));
    }
  }

  @Test
  void randomFrames() {
    for (int i = 0; i < 200; i++) {
      attack(
          RawClient.join(server, 2),
          client -> {
            for (int j = 0; j < 10; j++) {
              int first = random.nextInt(4) == 0 ? random.nextInt(256) : 0x81;
              client.write(RawClient.frame(first, bytes(random.nextInt(300))));
            }
          });
    }
  }

  @Test
  void connectionsThatEndAnywhere() {
    byte[] session = RawClient.textFrame("{\"type\":\"ping\"}");
    for (int i = 0; i <= session.length; i++) {
      byte[] part = Arrays.copyOf(session, i);
      attack(RawClient.join(server, 2), client -> client.write(part));
    }
  }

  @Test
  void deepAndLongJson() {
    for (String json :
        new String[] {
          "[".repeat(60_000),
          "{\"a\":".repeat(10_000),
          "9".repeat(60_000),
          "-0." + "0".repeat(60_000) + "e-999999",
          "\"" + "\\u0041".repeat(10_000) + "\"",
          "{\"type\":\"message\",\"data\":{\"messages\":[" + "{},".repeat(20_000) + "{}]}}",
          "{\"type\":\"" + "x".repeat(60_000) + "\"}"
        }) {
      try (RawClient client = RawClient.join(server, 2)) {
        assertThat(client.text(json).readText()).contains("\"error\"").hasSizeLessThan(1_000);
        assertThat(client.text("{\"type\":\"ping\"}").readText()).contains("pong");
      }
    }
  }

  /** The attack may succeed, be refused or be cut: it must only do no harm. */
  private static void attack(RawClient client, Consumer<RawClient> attack) {
    try (client) {
      attack.accept(client);
      client.endOutput();
      client.drain();
    } catch (UncheckedIOException e) {
      assertThat(e.getCause()).isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return random.nextBoolean()
        ? bytes
        : new String(bytes, StandardCharsets.ISO_8859_1)
            .replaceAll("[^ -~]", "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
  }
}
