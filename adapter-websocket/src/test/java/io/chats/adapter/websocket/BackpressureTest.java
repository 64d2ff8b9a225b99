package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.settings.FrameRate;
import io.chats.domain.id.OrderId;
import io.chats.domain.port.ClientSession;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that sends faster than its frames can be handled has to wait: its socket stops it. */
class BackpressureTest {

  private static final int FRAMES = 20_000;
  private static final int FRAME_BYTES = 1024;

  private final CountDownLatch hurdle = new CountDownLatch(1);
  private final RunningServer server =
      RunningServer.start(
          s -> s.withRate(FrameRate.UNLIMITED).withTiming(Timings.alive(s.timing(), 100, 300)),
          StuckSession::new);

  @AfterEach
  void stop() {
    hurdle.countDown();
    server.close();
  }

  @Test
  void nothingIsReadThatCannotBeHandledAndNothingIsLost() throws InterruptedException {
    AtomicInteger sent = new AtomicInteger();
    try (RawClient client = RawClient.join(server, 5);
        OkClient other = OkClient.join(server, 6)) {
      Thread sender = Thread.startVirtualThread(() -> sendAll(client, sent));
      eventually().during(Duration.ofMillis(500)).until(() -> stays(sent));
      assertThat(sent.get() * FRAME_BYTES).isLessThan(4 << 20);
      assertThat(other.send("{\"type\":\"ping\"}").text(1)).contains("pong");

      hurdle.countDown();
      sender.join();
      FakeSession session = server.gateway().openedBy(5).get(0);
      eventually().until(() -> session.calls().size() == FRAMES);
      assertThat(session.calls().get(FRAMES - 1)).isEqualTo("join " + FRAMES);
      assertThat(session.calls()).doesNotHaveDuplicates();
    }
  }

  private static void sendAll(RawClient client, AtomicInteger sent) {
    String padding = "x".repeat(FRAME_BYTES);
    for (int i = 1; i <= FRAMES; i++) {
      client.text(
          "{\"type\":\"join\",\"data\":{\"consultationId\":" + i + ",\"x\":\"" + padding + "\"}}");
      sent.incrementAndGet();
    }
  }

  private int seen = -1;

  private boolean stays(AtomicInteger sent) {
    boolean stays = sent.get() == seen && seen > 0;
    seen = sent.get();
    return stays;
  }

  private final class StuckSession extends FakeSession {

    StuckSession(ClientSession client) {
      super(client);
    }

    @Override
    public void join(OrderId order) {
      try {
        hurdle.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      super.join(order);
    }
  }
}
