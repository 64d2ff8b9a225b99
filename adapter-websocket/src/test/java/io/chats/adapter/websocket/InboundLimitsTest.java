package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundLimitsTest {

  private static final int LIMIT = 64 * 1024;
  private static final int FINAL = RawClient.FINAL;

  private final RunningServer server = RunningServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void takesFramesUpToTheLimit() {
    try (OkClient client = OkClient.join(server, 5)) {
      client.send(paddedPing(LIMIT));
      assertThat(client.text(1)).contains("pong");
    }
  }

  @Test
  void closesForALongerFrame() {
    try (OkClient client = OkClient.join(server, 5)) {
      client.send(paddedPing(LIMIT + 1));
      assertThat(client.closed()).isEqualTo("1009 message too big");
    }
    eventually().until(() -> server.gateway().openedBy(5).get(0).ends() == 1);
  }

  @Test
  void countsBytesAndNotCharacters() {
    try (OkClient client = OkClient.join(server, 5)) {
      client.send("\"" + "я".repeat(LIMIT / 2) + "\"");
      assertThat(client.closed()).startsWith("1009");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5_000_000, 1L << 33, Long.MAX_VALUE})
  void closesBeforeAFrameOfAnyLengthArrives(long length) {
    try (RawClient client = RawClient.join(server, 5)) {
      client.write(RawClient.header(FINAL | RawClient.TEXT, length)).write(new byte[4]);
      assertThat(client.readClose()).isEqualTo("1009 message too big");
    }
  }

  @Test
  void theCloseFrameReachesAClientThatIsStillSending() {
    try (RawClient client = RawClient.join(server, 5)) {
      client.write(RawClient.frame(FINAL | RawClient.TEXT, new byte[5_000_000]));
      assertThat(client.readClose()).startsWith("1009");
      client.write(RawClient.frame(FINAL | RawClient.CLOSE, new byte[] {3, (byte) 0xE8}));
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void takesFragmentsUpToTheLimitTogether() {
    byte[] text = paddedPing(LIMIT).getBytes(StandardCharsets.UTF_8);
    try (RawClient client = RawClient.join(server, 5)) {
      client.send(RawClient.TEXT, Arrays.copyOfRange(text, 0, 40_000));
      client.send(FINAL | RawClient.PING, new byte[] {1, 2});
      client.send(RawClient.CONTINUATION, Arrays.copyOfRange(text, 40_000, 60_000));
      client.send(FINAL, Arrays.copyOfRange(text, 60_000, LIMIT));

      RawClient.Frame pong = client.read();
      assertThat(pong.opcode()).isEqualTo(RawClient.PONG);
      assertThat(pong.payload().remaining()).isEqualTo(2);
      assertThat(client.readText()).contains("pong");
    }
  }

  @Test
  void closesForFragmentsThatAreTooLongTogether() {
    try (RawClient client = RawClient.join(server, 5)) {
      client.send(RawClient.TEXT, new byte[40_000]);
      client.send(FINAL, new byte[40_000]);
      assertThat(client.readClose()).startsWith("1009");
    }
  }

  @Test
  void answersBytesWithAnErrorAndGoesOn() {
    try (RawClient client = RawClient.join(server, 5)) {
      client.send(FINAL | RawClient.BINARY, new byte[100]);
      client.send(RawClient.BINARY, new byte[100]).send(FINAL, new byte[100]);
      client.text("{\"type\":\"ping\"}");

      assertThat(client.readText()).contains("\"code\":201");
      assertThat(client.readText()).contains("\"code\":201");
      assertThat(client.readText()).contains("pong");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FF", "C3", "22ED A0 80 22", "F4 90 80 80", "C0 80", "61 E2 82"})
  void closesForTextsThatAreNotUtf8(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    try (RawClient client = RawClient.join(server, 5)) {
      client.send(FINAL | RawClient.TEXT, bytes);
      assertThat(client.readClose()).startsWith("1007");
    }
  }

  @Test
  void charactersMayBeCutByFragments() {
    byte[] text = "{\"type\":\"ping\",\"x\":\"я€😀\"}".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= text.length; cut++) {
      try (RawClient client = RawClient.join(server, 5)) {
        client.send(RawClient.TEXT, Arrays.copyOfRange(text, 0, cut));
        client.send(FINAL, Arrays.copyOfRange(text, cut, text.length));
        assertThat(client.readText()).contains("pong");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "81 01 61",
        "C1 80 00000000",
        "83 80 00000000",
        "89 FE 0100 00000000",
        "80 80 00000000"
      })
  void closesForFramesThatTheProtocolForbids(String hex) {
    try (RawClient client = RawClient.join(server, 5)) {
      client.write(HexFormat.of().parseHex(hex.replace(" ", "")));
      assertThat(client.readClose()).startsWith("1002 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "03E8", "03E9", "0FA0 62 79 65", "03", "0001", "03ED", "03F5", "03E8 FF"})
  void answersEveryCloseFrameWithItsOwnAndCloses(String hex) {
    long start = System.nanoTime();
    try (RawClient client = RawClient.join(server, 5)) {
      client.send(FINAL | RawClient.CLOSE, HexFormat.of().parseHex(hex.replace(" ", "")));
      assertThat(client.read().opcode()).isEqualTo(RawClient.CLOSE);
      assertThat(client.isAtEnd()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
    eventually().until(() -> server.gateway().openedBy(5).get(0).ends() == 1);
  }

  @Test
  void aClientThatDoesNotAnswerTheCloseFrameIsCut() {
    try (RunningServer impatient =
            RunningServer.start(s -> s.withTiming(Timings.closingIn(s.timing(), 200)));
        RawClient client = RawClient.join(impatient, 5)) {
      client.send(FINAL | RawClient.TEXT, new byte[LIMIT + 1]);
      assertThat(client.readClose()).startsWith("1009");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  private static String paddedPing(int length) {
    String frame = "{\"type\":\"ping\",\"x\":\"\"}";
    return frame.replace("\"\"", "\"" + "a".repeat(length - frame.length()) + "\"");
  }
}
