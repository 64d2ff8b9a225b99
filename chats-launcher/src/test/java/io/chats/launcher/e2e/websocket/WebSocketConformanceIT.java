package io.chats.launcher.e2e.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.TelemedListener;
import io.chats.launcher.harness.TwoNodes;
import io.chats.launcher.harness.WsClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every frame of the WebSocket API, in both directions, as clients that are not ours meet it: with
 * several devices and chats, over two nodes on real services.
 */
@ExtendWith(TwoNodes.Shared.class)
class WebSocketConformanceIT {

  private static final AtomicLong USERS = new AtomicLong(1_000);

  private static TelemedListener telemed;
  private static Node node;
  private static Node other;
  private static BusClient bus;

  private final long client = USERS.incrementAndGet();
  private final long doctor = USERS.incrementAndGet();
  private final long stranger = USERS.incrementAndGet();
  private long chat;
  private WsClient phone;
  private WsClient tablet;
  private WsClient desk;

  @BeforeAll
  static void use(TwoNodes shared) {
    telemed = new TelemedListener(shared.services().nats.url());
    node = shared.node();
    other = shared.other();
    bus = shared.bus();
  }

  @AfterAll
  static void stop() {
    telemed.close();
  }

  @BeforeEach
  void connect() {
    chat = bus.chat(client, client, doctor);
    phone = WsClient.connect(node.webSocket(), client);
    tablet = WsClient.connect(other.webSocket(), client);
    desk = WsClient.connect(other.webSocket(), doctor);
  }

  @AfterEach
  void disconnect() {
    for (WsClient connected : List.of(phone, tablet, desk)) {
      assertThat(connected.isOpen()).isTrue();
      connected.close();
    }
  }

  @Test
  void aMessageIsShownToEveryDeviceOfEveryParticipantOnce() {
    for (int i = 1; i <= 10; i++) {
      phone.post(chat, "p" + i, "From the phone");
      desk.post(chat, "d" + i, "From the desk");
    }
    List<JsonNode> stored = awaitAll(20);
    for (WsClient device : List.of(phone, tablet, desk)) {
      await().until(() -> device.messages(chat).size() == 20);
      assertThat(device.messages(chat)).containsExactlyElementsOf(stored);
    }
    JsonNode own =
        desk.awaitFrame(f -> f.at("/data/messages/0/userId").asLong() == client).get("data");
    assertThat(own.get("users")).hasSize(1);
    assertThat(own.at("/users/0/id").asLong()).isEqualTo(client);
    assertThat(own.at("/users/0/lastName").asText()).isNotEmpty();
  }

  /** Returns the messages as the phone received them. */
  private List<JsonNode> awaitAll(int count) {
    await().until(() -> phone.messages(chat).size() == count);
    return phone.messages(chat);
  }

  @Test
  void theMessagesOfEachChatInAFrameAreShownTogether() {
    long second = bus.chat(client, client, doctor);
    phone.send(
        frame(
            "message",
            Map.of(
                "messages",
                List.of(
                    message(chat, "a"),
                    message(second, "b"),
                    message(chat, "c"),
                    message(second, "d")))));

    desk.awaitMessage("c");
    desk.awaitMessage("d");
    List<JsonNode> frames =
        desk.frames().stream().filter(f -> f.path("type").asText().equals("message")).toList();
    assertThat(frames).hasSize(2).allMatch(f -> f.at("/data/messages").size() == 2);
    assertThat(desk.messages(chat))
        .extracting(WebSocketConformanceIT::idOf)
        .containsExactly("a", "c");
    assertThat(desk.messages(second))
        .extracting(WebSocketConformanceIT::idOf)
        .containsExactly("b", "d");
  }

  @Test
  void aBadMessageSpoilsNoOtherAndNothingOfItIsStored() {
    phone.send(
        frame(
            "message",
            Map.of(
                "messages",
                List.of(
                    message(chat, "good"),
                    with(message(chat, "system"), "type", "system"),
                    with(message(chat, "long"), "text", "x".repeat(4_097)),
                    with(message(chat, "shapeless"), "params", List.of(1)),
                    message(999_999, "nowhere"),
                    message(chat, "better")))));

    assertThat(errorOf(phone, "system")).isEqualTo(351);
    assertThat(errorOf(phone, "long")).isEqualTo(220);
    assertThat(errorOf(phone, "shapeless")).isEqualTo(201);
    assertThat(errorOf(phone, "nowhere")).isEqualTo(501);
    phone.awaitMessage("better");
    assertThat(bus.messages(chat, client))
        .extracting(m -> m.get("client_message_id").asText())
        .containsExactly("good", "better");
  }

  @Test
  void filesAreShownAndThoseThatAreNotThereRefused() {
    phone.send(
        frame(
            "message",
            Map.of(
                "messages",
                List.of(
                    with(message(chat, "there"), "fileId", "f-31"),
                    with(message(chat, "missing"), "fileId", "missing")))));

    assertThat(errorOf(phone, "missing")).isEqualTo(1401);
    JsonNode file = desk.awaitMessage("there").get("file");
    assertThat(file.get("id").asText()).isEqualTo("f-31");
    assertThat(file.get("title").asText()).isEqualTo("scan of f-31");
    assertThat(file.get("size").asLong()).isEqualTo(4711);
  }

  @Test
  void aReadMarkIsShownToAllAndOneThatChangesNothingToTheAskerOnly() {
    phone.post(chat, "q", "Does it hurt?");
    JsonNode question = desk.awaitMessage("q");
    Map<String, Object> mark = mark(question.get("id").asLong());
    desk.send(mark);
    for (WsClient device : List.of(phone, tablet, desk)) {
      JsonNode seen = device.awaitFrame(f -> isOf("messageStatus", f)).get("data");
      assertThat(seen.get("chatId").asLong()).isEqualTo(chat);
      assertThat(seen.get("messageId")).isEqualTo(question.get("id"));
      assertThat(seen.get("userId").asLong()).isEqualTo(doctor);
    }

    desk.send(mark);
    await().until(() -> count(desk, "messageStatus") == 2);
    desk.post(chat, "a", "No");
    phone.awaitMessage("a");
    tablet.awaitMessage("a");
    assertThat(count(phone, "messageStatus")).isEqualTo(1);
    assertThat(count(tablet, "messageStatus")).isEqualTo(1);
  }

  @Test
  void aMarkOfAnotherChatsMessageIsRefused() {
    long second = bus.chat(client, client, doctor);
    phone.post(second, "elsewhere", "Elsewhere");
    desk.send(mark(desk.awaitMessage("elsewhere").get("id").asLong()));
    assertThat(desk.awaitError(1406).get("request").asText()).isEqualTo("messageStatus");
  }

  @Test
  void typingIsShownToTheOpponentsOnly() {
    phone.send(frame("typing", Map.of("chatId", chat, "status", "on")));
    JsonNode typing = desk.awaitFrame(f -> isOf("typing", f)).get("data");
    assertThat(typing.get("userId").asLong()).isEqualTo(client);
    assertThat(typing.get("chatId").asLong()).isEqualTo(chat);
    assertThat(typing.get("status").asText()).isEqualTo("on");
    assertThat(typing.get("message").asText()).isNotEmpty();

    desk.post(chat, "after", "Yes?");
    tablet.awaitMessage("after");
    phone.awaitMessage("after");
    assertThat(count(tablet, "typing") + count(phone, "typing")).isZero();
  }

  @Test
  void opponentsAreShownToWhoAsks() {
    phone.send(frame("opponentStatus", Map.of("chatId", chat)));
    JsonNode users = phone.awaitFrame(f -> isOf("opponentStatus", f)).get("data").get("users");
    assertThat(users).hasSize(1);
    assertThat(users.get(0).get("userId").asLong()).isEqualTo(doctor);
  }

  @Test
  void joiningIsReportedToTheConsultationServiceAndNotAnswered() {
    int before = phone.frames().size();
    phone.send(frame("join", Map.of("consultationId", 4_711)));
    await()
        .until(() ->
            telemed.told("/consultation/websocket").stream()
                .anyMatch(b ->
                    b.path("consultation_id").asLong() == 4_711
                        && b.path("user_id").asLong() == client));
    phone.send(frame("ping", Map.of()));
    phone.awaitFrame(f -> isOf("pong", f));
    assertThat(phone.frames().subList(before, phone.frames().size()))
        .noneMatch(f -> f.has("error"));
  }

  @Test
  void framesThatServicesComposeReachEveryDevice() {
    bus.ask(
        "POST",
        "/ws/client/message",
        Map.of("user_id", client, "type", "offer", "data", Map.of("until", "noon")));
    bus.ask(
        "POST",
        "/ws/client/consultation/update",
        Map.of("user_id", client, "data", Map.of("active", false, "consultationId", 31)));
    for (WsClient device : List.of(phone, tablet)) {
      assertThat(device.awaitFrame(f -> isOf("offer", f)).at("/data/until").asText())
          .isEqualTo("noon");
      JsonNode update = device.awaitFrame(f -> isOf("consultationUpdate", f)).get("data");
      assertThat(update.get("active").asBoolean()).isFalse();
      assertThat(update.get("consultationId").asLong()).isEqualTo(31);
    }
    assertThat(count(desk, "offer") + count(desk, "consultationUpdate")).isZero();
  }

  @Test
  void participantsReceiveTheParticipants() {
    bus.subscribe(chat, stranger, "operator");
    phone.awaitFrame(f -> isOf("chat", f) && f.at("/data/opponents").size() == 2);
    try (WsClient late = WsClient.connect(node.webSocket(), stranger)) {
      bus.ask("POST", "/chats/user/unsubscribe", Map.of("chat_id", chat, "user_id", stranger));
      assertThat(
              late.awaitFrame(f -> isOf("chat", f) && f.at("/data/left").asBoolean())
                  .at("/data/chatId")
                  .asLong())
          .isEqualTo(chat);
    }
    bus.ask(
        "PUT",
        "/chats/user/subscribe",
        Map.of("chat_id", chat, "old_user_id", doctor, "new_user_id", stranger));
    desk.awaitFrame(f -> isOf("chat", f) && f.at("/data/left").asBoolean());
    tablet.awaitFrame(f ->
        isOf("chat", f)
            && f.at("/data/opponents/0/id").asLong() == stranger
            && f.at("/data/opponents/0/user_type").asText().equals("doctor"));
  }

  @Test
  void aClosedChatCanOnlyBeRead() {
    desk.post(chat, "last", "Get well soon");
    long last = phone.awaitMessage("last").get("id").asLong();
    bus.ask("POST", "/chats/status", Map.of("chat_id", chat));
    phone.awaitFrame(f -> isOf("chat", f) && f.at("/data/status").asText().equals("closed"));

    phone.post(chat, "late", "Thank you");
    assertThat(errorOf(phone, "late")).isEqualTo(332);
    desk.send(frame("typing", Map.of("chatId", chat, "status", "on")));
    assertThat(desk.awaitError(332).get("request").asText()).isEqualTo("typing");
    phone.send(mark(last));
    desk.awaitFrame(f -> isOf("messageStatus", f));
  }

  @Test
  void usersWhoAreNoParticipantsAreRefusedAlikeWhetherTheChatExistsOrNot() {
    try (WsClient outside = WsClient.connect(node.webSocket(), stranger)) {
      for (long id : List.of(chat, 999_999L)) {
        outside.post(id, "in" + id, "Let me in");
        assertThat(errorOf(outside, "in" + id)).isEqualTo(501);
        for (Map<String, Object> frame :
            List.of(
                frame("typing", Map.of("chatId", id, "status", "on")),
                frame("opponentStatus", Map.of("chatId", id)),
                frame("messageStatus", Map.of("status", "read", "chatId", id, "messageId", 1)))) {
          int before = outside.frames().size();
          outside.send(frame);
          await().until(() -> outside.frames().size() > before);
          JsonNode error = outside.frames().get(before);
          assertThat(error.at("/error/code").asInt()).isEqualTo(501);
          assertThat(error.get("request").asText()).isEqualTo(frame.get("type"));
        }
      }
    }
  }

  @Test
  void invalidFramesAreAnsweredAndTheConnectionStaysOpen() {
    phone.sendText("hello");
    phone.awaitError(201);
    phone.sendText("{\"type\":\"dance\"}");
    assertThat(phone.awaitError(106).get("request").asText()).isEqualTo("dance");
    phone.send(frame("messageStatus", Map.of("status", "recd", "chatId", chat, "messageId", 1)));
    phone.awaitError(107);
    phone.send(frame("typing", Map.of("chatId", chat, "status", "x".repeat(33))));
    phone.awaitError(220);
    phone.send(frame("ping", Map.of()));
    phone.awaitFrame(f -> isOf("pong", f));
  }

  private Map<String, Object> mark(long message) {
    return frame("messageStatus", Map.of("status", "read", "chatId", chat, "messageId", message));
  }

  private static Map<String, Object> frame(String type, Map<String, ?> data) {
    return Map.of("type", type, "data", data);
  }

  private static Map<String, Object> message(long chat, String id) {
    return Map.of("chatId", chat, "clientMessageId", id, "type", "message", "text", "Hello");
  }

  private static Map<String, Object> with(Map<String, Object> message, String field, Object value) {
    Map<String, Object> changed = new HashMap<>(message);
    changed.put(field, value);
    return changed;
  }

  private static int errorOf(WsClient device, String clientMessageId) {
    return device
        .awaitFrame(f -> f.has("error") && idOf(f).equals(clientMessageId))
        .at("/error/code")
        .asInt();
  }

  private static String idOf(JsonNode json) {
    return json.path("clientMessageId").asText();
  }

  private static boolean isOf(String type, JsonNode frame) {
    return frame.path("type").asText().equals(type);
  }

  private static long count(WsClient device, String type) {
    return device.frames().stream().filter(f -> isOf(type, f)).count();
  }
}
