package io.chats.launcher.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.ManagementPages;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * G8 Bounded: a session that asks for a replay from a real database, or for a long page, and never
 * reads costs at most 1 MiB of heap, however large the messages are; and it is closed with 4408
 * once its socket has taken nothing for 30 s, pongs or not.
 */
class ReplayG8IT {

  private static final int SESSIONS = 30;
  private static final int MESSAGES = 60;
  private static final long USER = 1;
  private static final long DOCTOR = 2;
  private static final int SMALL_WINDOW = 4 * 1024;
  private static final int PARAMS = 32;

  /** As long as a value may be, and four bytes for each character. */
  private static final String LONGEST = "\uD83D\uDE00".repeat(1_024);

  private static final long MEBI = 1 << 20;
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(45);

  private final RealServices services = new RealServices();
  private final BusClient bus = services.bus();
  private final Node node = Node.start(services.environment());
  private final URI address = URI.create(node.webSocket());
  private final List<RawSocket> sockets = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (RawSocket socket : sockets) {
      socket.close();
    }
    node.close();
    bus.close();
    services.close();
  }

  @Test
  void aReplayThatIsNeverReadCostsAtMostAMebibyteAndEnds() throws IOException {
    long chat = bus.chat(1, USER, DOCTOR);
    for (int i = 0; i < MESSAGES; i++) {
      post(chat, i);
    }
    askForAll(chat); // loads what all of them use
    await().atMost(Duration.ofSeconds(20)).until(() -> waitingBytes() > 0);
    long before = NodeHeap.of(node).bytes();
    for (int i = 0; i < SESSIONS; i++) {
      askForAll(chat);
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> waitingBytes() > SESSIONS * 128L * 1_024);
    long each = 0;
    for (int i = 0; i < 5; i++) {
      sendPongs();
      each = Math.max(each, (NodeHeap.of(node).bytes() - before) / SESSIONS);
    }
    System.out.printf("A replay that is never read costs %,d bytes of heap%n", each);
    assertThat(each).isBetween(64L * 1_024, MEBI);

    await()
        .atMost(CLOSED_WITHIN)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> {
          sendPongs();
          assertThat(metric("chats_websocket_closed_total{code=\"4408\"}")).isEqualTo(SESSIONS + 1);
        });
    await().atMost(Duration.ofSeconds(20)).until(() -> waitingBytes() == 0);
  }

  private void askForAll(long chat) throws IOException {
    RawSocket socket = RawSocket.connect(address, "127.0.0.1", SMALL_WINDOW);
    sockets.add(socket);
    assertThat(socket.upgrade(address, "u" + USER, "&sync=1")).isEqualTo(101);
    socket.text("{\"type\":\"sync\",\"data\":{\"chats\":[{\"chatId\":" + chat + ",\"seq\":0}]}}");
  }

  private void sendPongs() {
    for (RawSocket socket : sockets) {
      try {
        socket.pong();
      } catch (IOException e) {
        // It is closed already.
      }
    }
  }

  private void post(long chat, int number) {
    Map<String, String> params = new HashMap<>();
    for (int i = 0; i < PARAMS; i++) {
      params.put("key" + i, LONGEST);
    }
    bus.ask(
        "POST",
        "/chats/message",
        Map.of(
            "chat_id",
            chat,
            "user_id",
            DOCTOR,
            "type",
            "message",
            "message",
            "Full",
            "client_message_id",
            "full-" + number,
            "params",
            params));
  }

  private double waitingBytes() {
    return metric("chats_websocket_waiting_bytes");
  }

  private double metric(String name) {
    return ManagementPages.metrics(node)
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }
}
