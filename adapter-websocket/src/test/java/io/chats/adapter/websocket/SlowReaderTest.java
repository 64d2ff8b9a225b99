package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.Custom;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClientSession;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowReaderTest {

  private static final int SMALL_WINDOW = 4 * 1024;
  private static final int KIBI = 1024;

  private final RunningServer server =
      RunningServer.start(s -> s.withTiming(Timings.closingIn(s.timing(), 2_000)));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSessionThatDoesNotReadIsClosedAndFindsTheReasonLater() {
    try (RawClient client = joinSlowly(5)) {
      sendUntilClosed(session(5));

      int before = 0;
      RawClient.Frame frame = client.read();
      for (; frame.opcode() != RawClient.CLOSE; frame = client.read()) {
        before += frame.payload().remaining();
      }
      assertThat(frame.close()).isEqualTo("4408 too slow a reader");
      assertThat(before).as("what the kernel and one batch hold").isLessThan(400 * KIBI);
      client.write(RawClient.frame(RawClient.FINAL | RawClient.CLOSE, new byte[] {17, 56}));
    }
    eventually().until(() -> server.gateway().openedBy(5).get(0).ends() == 1);
  }

  @Test
  void aClientThatNeverReadsIsCut() {
    try (RawClient client = joinSlowly(5)) {
      sendUntilClosed(session(5));

      eventually()
          .atMost(Duration.ofSeconds(5))
          .until(() -> server.gateway().openedBy(5).get(0).ends() == 1);
      client.endOutput();
    }
  }

  @Test
  void othersDoNotWait() {
    try (RawClient slow = joinSlowly(5);
        OkClient quick = OkClient.join(server, 6)) {
      ClientSession slowSession = session(5);
      for (int i = 1; i <= 100; i++) {
        slowSession.send(text(10 * KIBI));
        quick.send("{\"type\":\"ping\"}");
        assertThat(quick.text(i)).contains("pong");
      }
      assertThat(slow.readClose()).startsWith("4408");
    }
  }

  @Test
  void signalsDoNotPileUp() {
    try (RawClient client = joinSlowly(5)) {
      ClientSession session = session(5);
      for (int i = 0; i < 300; i++) {
        session.send(text(KIBI));
      }
      for (int i = 0; i < 50_000; i++) {
        session.send(
            new ClientEvent.Typing(
                new ChatId(1), new UserId(6), "typing", i == 49_999 ? "last" : "on"));
      }
      session.send(new ClientEvent.Pong());

      List<String> typing = new ArrayList<>();
      for (String text = client.readText(); !text.contains("pong"); text = client.readText()) {
        if (text.contains("typing")) {
          typing.add(text);
        }
      }
      assertThat(typing).hasSizeLessThan(50);
      assertThat(typing.get(typing.size() - 1)).contains("last");
    }
  }

  /** spec G8: measures everything that the heap holds for a session that reads nothing. */
  @Test
  void aSessionThatDoesNotReadCostsLessThanAMebibyte() {
    int sessions = 20;
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 1; i <= sessions; i++) {
        clients.add(joinSlowly(i));
      }
      long before = usedHeap();
      for (int i = 1; i <= sessions; i++) {
        sendUntilClosed(session(i));
      }
      assertThat((usedHeap() - before) / sessions).isLessThan(1 << 20);

      for (int i = 1; i <= sessions; i++) {
        assertThat(clients.get(i - 1).readClose()).startsWith("4408");
      }
    } finally {
      clients.forEach(RawClient::close);
    }
  }

  @Test
  void waitingFramesCostLessThanAMebibyteToo() {
    int sessions = 20;
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 1; i <= sessions; i++) {
        clients.add(joinSlowly(i));
      }
      long before = usedHeap();
      for (int i = 1; i <= sessions; i++) {
        ClientSession session = session(i);
        for (int sent = 0; sent < 450; sent++) {
          session.send(text(KIBI));
        }
      }
      assertThat((usedHeap() - before) / sessions).isLessThan(1 << 20);
      assertThat(server.gateway().opened()).allMatch(s -> s.ends() == 0);
    } finally {
      clients.forEach(RawClient::close);
    }
  }

  private RawClient joinSlowly(long user) {
    return RawClient.join(server, user, SMALL_WINDOW);
  }

  private ClientSession session(long user) {
    return server.gateway().openedBy(user).get(0).client();
  }

  /** Far more than the bound and all buffers hold. */
  private static void sendUntilClosed(ClientSession session) {
    for (int sent = 0; sent < 2_000; sent++) {
      session.send(text(KIBI));
    }
  }

  private static ClientEvent text(int length) {
    return new Custom("text", "{\"text\":\"" + "x".repeat(length) + "\"}");
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
