package io.chats.launcher.e2e.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.TwoNodes;
import io.chats.launcher.harness.WsClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two users talk, over real NATS, MariaDB and Redis. */
@ExtendWith(TwoNodes.Shared.class)
class ConversationIT {

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
  void bothSeeEveryMessageOnceAndInOrder() {
    long chat = bus.chat(7, CLIENT, DOCTOR);
    try (WsClient client = WsClient.connect(node.webSocket(), CLIENT);
        WsClient phone = WsClient.connect(node.webSocket(), CLIENT);
        WsClient doctor = WsClient.connect(node.webSocket(), DOCTOR)) {
      List<String> said = new ArrayList<>();
      for (int i = 1; i <= 50; i++) {
        WsClient speaker = i % 2 == 0 ? client : doctor;
        String id = "m" + i;
        speaker.post(chat, id, "text " + i);
        speaker.awaitMessage(id);
        said.add("text " + i);
      }
      for (WsClient listener : List.of(client, phone, doctor)) {
        listener.awaitMessage("m50");
        assertThat(listener.messages(chat))
            .extracting(m -> m.get("text").asText())
            .containsExactlyElementsOf(said);
        assertThat(listener.messages(chat)).extracting(m -> m.get("seq").asInt()).isSorted();
      }
      assertThat(bus.messages(chat, CLIENT))
          .extracting(m -> m.get("text").asText())
          .containsExactlyElementsOf(said);
    }
  }

  @Test
  void inServiceModeThereIsNoPlayground() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String path :
          List.of(
              "/", "/playground/main.js", "/playground/config.json", "/client/chats-client.js")) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.management() + path)).build();
        HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).describedAs(path).isEqualTo(404);
        assertThat(reply.body()).contains("embedded mode only");
      }
    }
    assertThat(node.jvm().output()).contains("No playground: it is there in embedded mode only");
  }

  @Test
  void aMessageFrameSaysWhoWroteItAndWhen() {
    long chat = bus.chat(8, CLIENT, DOCTOR);
    try (WsClient doctor = WsClient.connect(node.webSocket(), DOCTOR)) {
      doctor.post(chat, "hello", "Good morning");
      JsonNode frame = doctor.awaitFrame(f -> f.path("type").asText().equals("message"));
      JsonNode message = frame.get("data").get("messages").get(0);
      assertThat(message.get("chatId").asLong()).isEqualTo(chat);
      assertThat(message.get("userId").asLong()).isEqualTo(DOCTOR);
      assertThat(message.get("sender").asText()).isEqualTo("doctor");
      assertThat(message.get("status").asText()).isEqualTo("recd");
      assertThat(message.get("seq").asLong()).isEqualTo(1);
      assertThat(message.get("insertDate").asText())
          .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
      JsonNode author = frame.get("data").get("users").get(0);
      assertThat(author.get("id").asLong()).isEqualTo(DOCTOR);
      assertThat(author.get("lastName").asText()).isEqualTo("Last of doctors.1.0");
    }
  }

  @Test
  void messagesPostedOverTheBusReachSessions() {
    long chat = bus.chat(9, CLIENT, DOCTOR);
    try (WsClient client = WsClient.connect(node.webSocket(), CLIENT)) {
      JsonNode posted =
          bus.ask(
              "POST",
              "/chats/message",
              Map.of(
                  "chat_id", chat,
                  "user_id", DOCTOR,
                  "message", "From elsewhere",
                  "client_message_id", "bus-1",
                  "type", "message"));
      assertThat(client.awaitMessage("bus-1").get("id").asLong())
          .isEqualTo(posted.get("id").asLong());
    }
  }

  @Test
  void anOpenSessionTakesPartAsSoonAsItsUserIsSubscribedAndNoLonger() {
    long chat = bus.chat(10, CLIENT, DOCTOR);
    long operator = 303;
    try (WsClient doctor = WsClient.connect(node.webSocket(), DOCTOR);
        WsClient late = WsClient.connect(node.webSocket(), operator)) {
      bus.subscribe(chat, operator, "operator");
      doctor.post(chat, "together", "Welcome");
      late.awaitMessage("together");
      bus.ask("POST", "/chats/user/unsubscribe", Map.of("chat_id", chat, "user_id", operator));
      doctor.post(chat, "alone", "Between us");
      doctor.awaitMessage("alone");
      late.post(chat, "refused", "Still here?");
      late.awaitError(501);
      assertThat(late.messages(chat)).hasSize(1);
    }
  }

  @Test
  void listsShowTheConversation() {
    long user = 404;
    long chat = bus.chat(11, user, DOCTOR);
    try (WsClient doctor = WsClient.connect(node.webSocket(), DOCTOR)) {
      doctor.post(chat, "one", "First");
      doctor.awaitMessage("one");
    }
    JsonNode chats = bus.ask("GET", "/chats/chats", Map.of("user_id", user, "count", 10));
    assertThat(chats).hasSize(1);
    assertThat(chats.get(0).get("id").asLong()).isEqualTo(chat);
    assertThat(chats.get(0).get("unread_count").asInt()).isEqualTo(1);
    assertThat(chats.get(0).get("opponent").get("id").asLong()).isEqualTo(DOCTOR);
    assertThat(chats.get(0).get("last_message").get("text").asText()).isEqualTo("First");
  }

  @Test
  void twoNodesTalkToEachOther() {
    long chat = bus.chat(12, CLIENT, DOCTOR);
    try (WsClient client = WsClient.connect(node.webSocket(), CLIENT);
        WsClient doctor = WsClient.connect(other.webSocket(), DOCTOR)) {
      client.post(chat, "here", "Hello there");
      doctor.awaitMessage("here");
      doctor.post(chat, "there", "Hello here");
      client.awaitMessage("there");
      await().until(() -> client.messages(chat).size() == 2 && doctor.messages(chat).size() == 2);
    }
  }
}
