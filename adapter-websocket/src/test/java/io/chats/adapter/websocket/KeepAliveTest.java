package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.event.ClientEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeepAliveTest {

  private static final int PING = 150;
  private static final int SILENCE = 600;

  private final RunningServer server =
      RunningServer.start(s -> s.withTiming(Timings.alive(s.timing(), PING, SILENCE)));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pingsRegularly() {
    try (RawClient client = RawClient.join(server, 5)) {
      for (int i = 0; i < 3; i++) {
        RawClient.Frame frame = client.read();
        assertThat(frame.opcode()).isEqualTo(RawClient.PING);
        assertThat(frame.payload().hasRemaining()).isFalse();
      }
    }
  }

  @Test
  void keepsClientsThatAnswer() {
    try (OkClient client = OkClient.join(server, 5)) {
      eventually()
          .during(Duration.ofMillis(2L * SILENCE))
          .until(() -> client.isOpen() && server.gateway().opened().get(0).ends() == 0);
    }
  }

  @Test
  void cutsASilentClientAlthoughItIsSentMuch() {
    long start = System.nanoTime();
    try (RawClient client = RawClient.join(server, 5)) {
      FakeSession session = server.gateway().opened().get(0);
      eventually()
          .until(() -> {
            session.client().send(new ClientEvent.Pong());
            return session.ends() == 1;
          });
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(SILENCE), Duration.ofMillis(3L * SILENCE));
      client.endOutput();
    }
  }
}
