package io.chats.launcher.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.HttpBusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.WsClient;
import io.chats.testing.services.process.TinyDisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** With a full disk an embedded node answers clear errors and loses nothing acknowledged. */
class FullDiskIT {

  private static final long CLIENT = 1;
  private static final long DOCTOR = 2;
  private static final int BEFORE = 20;
  private static final String LONG_TEXT = "x".repeat(4000);
  private static final Duration SOON = Duration.ofSeconds(15);

  @AutoClose private final TinyDisk disk = TinyDisk.ofMegabytes(16);
  private final List<String> acknowledged = new ArrayList<>();
  private long chat;

  @Test
  void nothingAcknowledgedIsLost() {
    String failed;
    try (Node node = Node.start(environment())) {
      chat = new HttpBusClient(node).chat(1, CLIENT, DOCTOR);
      try (WsClient client = WsClient.connect(node.webSocket(), CLIENT)) {
        failed = postUntilFull(client);
        node.jvm().awaitLine("no space left on its disk", SOON);
        node.jvm().awaitLine("embedded database is closed", SOON);
        assertThat(post(client, "afterwards")).isFalse();
      }
      node.kill();
    }
    disk.free();
    try (Node again = Node.start(environment());
        WsClient client = WsClient.connect(again.webSocket(), CLIENT)) {
      assertThat(stored(again)).doesNotHaveDuplicates().containsAll(acknowledged);
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE);
      assertThat(post(client, failed)).isTrue();
      assertThat(stored(again)).doesNotHaveDuplicates().contains(failed);
    }
  }

  /** Returns the id of the message that was answered with an error. */
  private String postUntilFull(WsClient client) {
    int next = 0;
    while (post(client, "m" + next)) {
      acknowledged.add("m" + next);
      next++;
      if (next == BEFORE) {
        disk.fill();
      }
    }
    assertThat(client.awaitError(300).get("clientMessageId").asText()).isEqualTo("m" + next);
    return "m" + next;
  }

  /** Returns whether the message was acknowledged; false if the answer was an error. */
  private boolean post(WsClient client, String id) {
    client.post(chat, id, LONG_TEXT);
    JsonNode answer =
        client.awaitFrame(frame ->
            frame.path("clientMessageId").asText().equals(id)
                || frame.at("/data/messages/0/clientMessageId").asText().equals(id));
    return !answer.has("error");
  }

  private List<String> stored(Node node) {
    List<String> stored = new ArrayList<>();
    for (JsonNode message : new HttpBusClient(node).messages(chat, CLIENT, 1000)) {
      stored.add(message.get("client_message_id").asText());
    }
    return stored;
  }

  private Map<String, String> environment() {
    return Map.of("DATA_DIR", disk.folder().resolve("data").toString(), "WEBSOCKET_RATE", "0");
  }
}
