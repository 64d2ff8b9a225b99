package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.settings.FrameRate;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * G10 Contained: clients may send anything; two others go on chatting and lose nothing, nothing is
 * logged, and no failure is unforeseen.
 */
class AbuseG10IT {

  private static final int LIMIT = 64 * 1024;
  private static final int SILENCE_MILLIS = 1_500;

  private final WitnessPair witnesses =
      new WitnessPair(s ->
          s.withRate(FrameRate.UNLIMITED)
              .withTiming(Timings.closingIn(Timings.alive(s.timing(), 500, SILENCE_MILLIS), 500)));
  private final RunningServer server = witnesses.server();
  private final CapturedLogs logs = new CapturedLogs();

  @AfterEach
  void onlyTheOffenderIsAffected() {
    try (logs;
        witnesses) {
      assertThat(server.monitor().failures()).isEmpty();
      assertThat(logs.records()).isEmpty();
      eventually().until(() -> offenders().stream().allMatch(session -> session.ends() == 1));
    }
  }

  /** Each frame is answered as the document says or has its effect; none does harm. */
  @Test
  void aHundredThousandGeneratedFrames() {
    long seed = new Random().nextLong();
    System.out.println("seed of the generated frames: " + seed);
    int connections = 10;
    int batches = 100;
    int batch = 100;
    List<CompletableFuture<Void>> attacks = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      RandomFrames frames = new RandomFrames(seed + i);
      attacks.add(CompletableFuture.runAsync(() -> exchange(frames, batches, batch)));
    }
    attacks.forEach(CompletableFuture::join);

    assertThat(server.monitor().frames().size())
        .isGreaterThan(connections * batches * batch * 98 / 100);
  }

  private void exchange(RandomFrames frames, int batches, int batch) {
    try (RawClient client = RawClient.join(server, 5)) {
      for (int i = 0; i < batches; i++) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int j = 0; j < batch; j++) {
          bytes.writeBytes(frames.harmless());
        }
        String end = "end-of-batch-" + i;
        bytes.writeBytes(RawClient.textFrame("{\"type\":\"" + end + "\"}"));
        client.write(bytes.toByteArray());
        readTo(end, client);
      }
    }
  }

  private static void readTo(String end, RawClient client) {
    RawClient.Frame frame = client.read();
    while (frame.opcode() != RawClient.TEXT || !frame.text().contains(end)) {
      assertThat(frame.opcode()).isNotEqualTo(RawClient.CLOSE);
      frame = client.read();
    }
  }

  @Test
  void streamsThatBreakTheProtocol() {
    long seed = new Random().nextLong();
    System.out.println("seed of the broken frames: " + seed);
    RandomFrames frames = new RandomFrames(seed);
    for (int i = 0; i < 500; i++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int j = 0; j < 20; j++) {
        bytes.writeBytes(frames.harmless());
      }
      bytes.writeBytes(frames.fatal());
      bytes.writeBytes(frames.harmless());
      attack(bytes.toByteArray());
    }
  }

  private void attack(byte[] bytes) {
    try (RawClient client = RawClient.join(server, 5)) {
      client.write(bytes);
      client.endOutput();
      client.drain();
    } catch (UncheckedIOException e) {
      assertThat(e.getCause()).isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void floodsOfControlFrames() {
    for (int i = 0; i < 20; i++) {
      int opcode = i % 2 == 0 ? RawClient.PING : RawClient.PONG;
      ByteArrayOutputStream flood = new ByteArrayOutputStream();
      for (int j = 0; j < 3_000; j++) {
        flood.writeBytes(RawClient.frame(RawClient.FINAL | opcode, new byte[j % 126]));
      }
      try (RawClient client = RawClient.join(server, 5)) {
        client.write(flood.toByteArray());
        assertThat(client.readClose()).isEqualTo("4429 too many frames");
      }
    }
  }

  @Test
  void messagesOfTheLimitAndOneByteMore() {
    for (int opcode : new int[] {RawClient.TEXT, RawClient.BINARY}) {
      byte[] most = "x".repeat(LIMIT).getBytes(StandardCharsets.US_ASCII);
      for (int cut = 0; cut < LIMIT; cut += 10_000) {
        try (RawClient client = RawClient.join(server, 5)) {
          sendInTwo(opcode, most, cut, client);
          assertThat(client.readText()).contains("\"code\":201");
          sendInTwo(opcode, Arrays.copyOf(most, LIMIT + 1), cut, client);
          assertThat(client.readClose()).isEqualTo("1009 message too big");
        }
      }
    }
  }

  private static void sendInTwo(int opcode, byte[] bytes, int cut, RawClient client) {
    client.send(opcode, Arrays.copyOf(bytes, cut));
    client.send(RawClient.FINAL, Arrays.copyOfRange(bytes, cut, bytes.length));
  }

  /** Peers that vanished without closing: only the kernel still answers for them. */
  @Test
  void halfOpenSockets() {
    List<RawClient> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        RawClient client = RawClient.join(server, 1_000 + i % 10);
        client.write(Arrays.copyOf(RawClient.textFrame("{\"type\":\"ping\"}"), i % 20));
        silent.add(client);
      }
      eventually()
          .atMost(Duration.ofMillis(5L * SILENCE_MILLIS))
          .until(() ->
              silentUsers().stream()
                  .flatMap(user -> server.gateway().openedBy(user).stream())
                  .allMatch(session -> session.ends() == 1));
    } finally {
      silent.forEach(RawClient::close);
    }
  }

  @Test
  void aThousandHandshakesThatStall() {
    List<RawClient> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        RawClient client = RawClient.connect(server);
        byte[] request = RawClient.http(RawClient.GOOD_REQUEST);
        client.write(Arrays.copyOf(request, i % (request.length - 1)));
        stalled.add(client);
      }
      try (OkClient late = OkClient.join(server, 5)) {
        assertThat(late.send("{\"type\":\"ping\"}").text(1)).contains("pong");
      }
    } finally {
      stalled.forEach(RawClient::close);
    }
  }

  private List<FakeSession> offenders() {
    return server.gateway().openedBy(5);
  }

  /** No user has more sessions than one may have. */
  private static List<Long> silentUsers() {
    return LongStream.range(1_000, 1_010).boxed().toList();
  }
}
