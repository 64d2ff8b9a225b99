package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.settings.FrameRate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateTest {

  private static final int BURST = 10;

  private final RunningServer server =
      RunningServer.start(s -> s.withRate(new FrameRate(1, BURST)));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void refusesEachFrameBeyondTheRateByTheClientIdsOfItsMessages() {
    try (OkClient client = OkClient.join(server, 5)) {
      for (int i = 0; i < BURST; i++) {
        client.send("{\"type\":\"ping\"}");
      }
      client.send("{\"type\":\"join\",\"data\":{\"consultationId\":1}}");
      client.send(
          "{\"type\":\"message\",\"data\":{\"messages\":["
              + "{\"clientMessageId\":\"a\",\"chatId\":1,\"type\":\"message\",\"text\":\"x\"},"
              + "{\"clientMessageId\":\"b\",\"chatId\":1,\"type\":\"message\",\"text\":\"x\"}]}}");
      client.send("nonsense");
      client.send(new byte[1]);

      assertThat(client.text(BURST + 1)).contains("\"request\":\"join\"", "\"code\":111");
      assertThat(client.text(BURST + 2)).contains("\"clientMessageId\":\"a\"", "\"code\":111");
      assertThat(client.text(BURST + 3)).contains("\"clientMessageId\":\"b\"", "\"code\":111");
      assertThat(client.text(BURST + 4)).contains("\"code\":111");
      client.text(BURST + 5);
      assertThat(server.gateway().openedBy(5).get(0).calls()).isEmpty();
      assertThat(server.monitor().frames()).contains("join 111", "message 111", "unknown 111");
    }
  }

  @Test
  void endsASessionThatDoesNotStop() {
    try (OkClient client = OkClient.join(server, 5)) {
      for (int i = 0; i < BURST + 250; i++) {
        client.send("{\"type\":\"ping\"}");
      }
      assertThat(client.closed()).isEqualTo("4429 too many frames");
      eventually().until(() -> server.gateway().openedBy(5).get(0).ends() == 1);
    }
  }

  @Test
  void boundsPingsAndPongs() {
    for (int opcode : new int[] {RawClient.PING, RawClient.PONG}) {
      try (RawClient client = RawClient.join(server, 5)) {
        byte[] frame = RawClient.frame(RawClient.FINAL | opcode, new byte[0]);
        for (int i = 0; i < 2_500; i++) {
          client.write(frame);
        }
        assertThat(client.readClose()).isEqualTo("4429 too many frames");
      }
    }
  }

  @Test
  void boundsEndlessFragments() {
    try (RawClient client = RawClient.join(server, 5)) {
      client.send(RawClient.TEXT, new byte[0]);
      byte[] frame = RawClient.frame(RawClient.CONTINUATION, new byte[0]);
      for (int i = 0; i < 2_500; i++) {
        client.write(frame);
      }
      assertThat(client.readClose()).isEqualTo("4429 too many frames");
    }
  }

  @Test
  void zeroIsNoLimit() {
    try (RunningServer unlimited = RunningServer.start(s -> s.withRate(FrameRate.UNLIMITED));
        OkClient client = OkClient.join(unlimited, 5)) {
      for (int i = 0; i < 1_000; i++) {
        client.send("{\"type\":\"ping\"}");
      }
      assertThat(client.text(1_000)).contains("pong");
    }
  }
}
