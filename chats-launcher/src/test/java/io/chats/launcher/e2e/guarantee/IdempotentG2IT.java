package io.chats.launcher.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.TwoNodes;
import io.chats.launcher.harness.WsClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** G2 Idempotent: a message is stored once, for ever, on whichever nodes it arrives. */
@ExtendWith(TwoNodes.Shared.class)
class IdempotentG2IT {

  private static final long CLIENT = 101;
  private static final long DOCTOR = 202;

  private static Node node;
  private static Node other;
  private static BusClient bus;

  @BeforeAll
  static void use(TwoNodes shared) {
    node = shared.node();
    other = shared.other();
    bus = shared.bus();
  }

  @Test
  void sentTwiceAtOnceOnTwoNodesItIsStoredOnceAndAcknowledgedTwiceWithTheSameId() {
    long chat = bus.chat(1, CLIENT, DOCTOR);
    try (WsClient here = WsClient.connect(node.webSocket(), CLIENT);
        WsClient there = WsClient.connect(other.webSocket(), CLIENT)) {
      for (int i = 0; i < 100; i++) {
        here.post(chat, "twice" + i, "from here");
        there.post(chat, "twice" + i, "from there");
      }
      for (int i = 0; i < 100; i++) {
        assertThat(here.awaitMessage("twice" + i).get("id"))
            .isEqualTo(there.awaitMessage("twice" + i).get("id"));
      }
      assertThat(bus.messages(chat, CLIENT)).hasSize(100);
      // Each message once to each session, and its repetition to the one that repeated it.
      await()
          .untilAsserted(() ->
              assertThat(here.messages(chat).size() + there.messages(chat).size()).isEqualTo(300));
    }
  }

  @Test
  void aRepetitionIsAcknowledgedWithTheFirstContentToTheSessionThatRepeatedItOnly() {
    long chat = bus.chat(2, CLIENT, DOCTOR);
    try (WsClient client = WsClient.connect(node.webSocket(), CLIENT);
        WsClient doctor = WsClient.connect(node.webSocket(), DOCTOR)) {
      client.post(chat, "dose", "Two a day");
      JsonNode first = client.awaitMessage("dose");
      client.post(chat, "dose", "Three a day");
      await().until(() -> client.messages(chat).size() == 2);
      JsonNode again = client.messages(chat).getLast();
      assertThat(again.get("id")).isEqualTo(first.get("id"));
      assertThat(again.get("seq")).isEqualTo(first.get("seq"));
      assertThat(again.get("insertDate")).isEqualTo(first.get("insertDate"));
      assertThat(again.get("text").asText()).isEqualTo("Two a day");
      assertThat(again.get("repeated").asBoolean()).isTrue();
      client.post(chat, "next", "Good");
      doctor.awaitMessage("next");
      assertThat(doctor.messages(chat)).hasSize(2);
    }
  }

  @Test
  void aRepetitionIsAcknowledgedInAClosedChatToo() {
    long chat = bus.chat(3, CLIENT, DOCTOR);
    JsonNode first = post(chat, "before", "Before");
    bus.ask("POST", "/chats/status", Map.of("chat_id", chat));
    assertThat(post(chat, "before", "Before").get("id")).isEqualTo(first.get("id"));
    JsonNode refused = bus.request("POST", "/chats/message", message(chat, "after", "After"));
    assertThat(refused.get("error").get("code").asInt()).isEqualTo(332);
  }

  @Test
  void idsAreComparedByteForByte() {
    long chat = bus.chat(4, CLIENT, DOCTOR);
    for (String id : List.of("a", "A", "á", "a ", "a\u0301", "ａ")) {
      post(chat, id, id);
    }
    assertThat(bus.messages(chat, CLIENT)).hasSize(6);
  }

  @Test
  void withoutAnIdItIsStoredEachTime() {
    long chat = bus.chat(5, CLIENT, DOCTOR);
    post(chat, "", "Again");
    post(chat, "", "Again");
    assertThat(bus.messages(chat, CLIENT)).hasSize(2);
  }

  @Test
  void openingIsIdempotentByItsRequestId() {
    JsonNode first = bus.ask("POST", "/chats/new", Map.of("order_id", 6, "request_id", "r"));
    assertThat(bus.ask("POST", "/chats/new", Map.of("order_id", 6, "request_id", "r")))
        .isEqualTo(first);
  }

  private static JsonNode post(long chat, String id, String text) {
    return bus.ask("POST", "/chats/message", message(chat, id, text));
  }

  private static Map<String, Object> message(long chat, String id, String text) {
    return Map.of(
        "chat_id", chat,
        "user_id", CLIENT,
        "message", text,
        "client_message_id", id,
        "type", "message");
  }
}
