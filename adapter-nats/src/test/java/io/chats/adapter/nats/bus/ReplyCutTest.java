package io.chats.adapter.nats.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.application.api.ChatReading.ChatList;
import io.chats.application.api.ChatReading.MessagePage;
import io.chats.application.api.MessagePosting;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies fit into the payload that the bus lets through (spec 3). */
class ReplyCutTest {

  private final BusDriver bus = new BusDriver();

  @AfterEach
  void stop() {
    bus.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_500, 2_000, 5_000, 10_000, 50_000, 1_000_000})
  void aPageAfterAMessageKeepsTheOldest(int most) {
    bus.chats.hasMessages(100);
    JsonNode reply = ask("/chats/chat/recent", most);
    List<JsonNode> ids = reply.path("data").path("messages").findValues("seq");
    assertThat(ids.getFirst().asInt()).isEqualTo(1);
    assertThat(ids.getLast().asInt()).isEqualTo(ids.size());
    thenHasMoreIfCut(reply, ids.size(), 100);
    thenHasTheAuthors(reply);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_500, 2_000, 5_000, 10_000, 50_000, 1_000_000})
  void aPageBeforeAMessageKeepsTheNewest(int most) {
    bus.chats.hasMessages(100);
    JsonNode reply = ask("/chats/chat/history", most);
    List<JsonNode> ids = reply.path("data").path("messages").findValues("seq");
    assertThat(ids.getLast().asInt()).isEqualTo(100);
    assertThat(ids.getFirst().asInt()).isEqualTo(101 - ids.size());
    thenHasMoreIfCut(reply, ids.size(), 100);
    thenHasTheAuthors(reply);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_500, 2_000, 5_000, 10_000, 1_000_000})
  void aListKeepsTheFirst(int most) {
    bus.chats.hasChats(100);
    JsonNode reply = ask("/chats/chats", most);
    JsonNode chats = reply.path("data");
    for (int i = 0; i < chats.size(); i++) {
      assertThat(chats.get(i).path("id").asInt()).isEqualTo(i + 1);
    }
    assertThat(chats.size()).isPositive();
    thenHasMoreIfCut(reply, chats.size(), 100);
  }

  /** As a chat with 10,000 participants, from before their number was bounded. */
  @ParameterizedTest
  @ValueSource(ints = {1_500, 2_000, 5_000, 10_000, 100_000})
  void aChatKeepsTheFirstOpponents(int most) {
    bus.chats.chat = Samples.chat(1, 2_000);
    JsonNode reply = ask("/chats/chat", most);
    thenHasTheFirstOpponents(reply.path("data"));
    assertThat(reply.path("has_more").asBoolean()).isTrue();
    assertThat(reply.path("data").path("opponent").path("id").asLong()).isEqualTo(1_000);
  }

  @Test
  void aChatKeepsAllOpponentsThatFit() {
    bus.chats.chat = Samples.chat(1, 2_000);
    JsonNode reply = ask("/chats/chat", 1_000_000);
    assertThat(reply.path("data").path("opponents")).hasSize(2_000);
    assertThat(reply.has("has_more")).isFalse();
    assertThat(reply.path("data").has("has_more_opponents")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"/chats/chats", "/chats/info", "/order/chats"})
  void aListThatBeginsWithALargeChatHasThatOne(String path) {
    bus.chats.list = new ChatList(List.of(Samples.chat(1, 2_000), Samples.chat(2, 1)), false);
    JsonNode reply = ask(path, 10_000);
    assertThat(reply.path("data")).hasSize(1);
    thenHasTheFirstOpponents(reply.path("data").path(0));
    assertThat(reply.path("has_more").asBoolean()).isTrue();
  }

  @Test
  void aListEndsBeforeALargeChat() {
    bus.chats.list = new ChatList(List.of(Samples.chat(1, 1), Samples.chat(2, 2_000)), false);
    JsonNode reply = ask("/chats/chats", 10_000);
    assertThat(reply.path("data")).hasSize(1);
    assertThat(reply.path("data").path(0).has("has_more_opponents")).isFalse();
    assertThat(reply.path("has_more").asBoolean()).isTrue();
  }

  private static void thenHasTheFirstOpponents(JsonNode chat) {
    JsonNode opponents = chat.path("opponents");
    for (int i = 0; i < opponents.size(); i++) {
      assertThat(opponents.get(i).path("id").asLong()).isEqualTo(1_000 + i);
    }
    assertThat(opponents.size()).isBetween(1, 1_999);
    assertThat(chat.path("has_more_opponents").asBoolean()).isTrue();
  }

  @Test
  void takesAllThatFits() {
    bus.chats.hasMessages(20);
    int whole = reply("/chats/chat/recent", 1_000_000).length;
    // The bytes for has_more are always kept free.
    int room = ",\"has_more\":true".length();
    assertThat(read(reply("/chats/chat/recent", whole + room + 2)).has("has_more")).isFalse();
    assertThat(read(reply("/chats/chat/recent", whole - 1)).has("has_more")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 500, 1_000, 5_000})
  void cutsSessionsAtTheirEnd(int most) {
    List<SessionAnswer.Session> all =
        IntStream.rangeClosed(1, 60).mapToObj(Samples::session).toList();
    bus.chats.nodes = List.of(new SessionAnswer(new NodeId("chats-1"), all));
    JsonNode reply = ask("/ws/client/sessions", most);
    JsonNode sessions = reply.at("/data/sessions");
    thenHasMoreIfCut(reply, sessions.size(), 60);
    assertThat(sessions.findValuesAsText("session"))
        .isEqualTo(
            all.stream().limit(sessions.size()).map(session -> session.id().value()).toList());
  }

  @Test
  void saysThatThereIsMoreThanAskedFor() {
    bus.chats.list = new ChatList(List.of(Samples.chat(1)), true);
    bus.chats.page = new MessagePage(List.of(Samples.shown(1)), List.of(), true);
    assertThat(ask("/chats/chats", 1_000_000).path("has_more").asBoolean()).isTrue();
    assertThat(ask("/chats/chat/recent", 1_000_000).path("has_more").asBoolean()).isTrue();
    assertThat(ask("/chats/chat/history", 1_000_000).path("has_more").asBoolean()).isTrue();
  }

  @Test
  void leavesNothingEmptyWithMore() {
    assertThat(ask("/chats/chats", 100).path("data")).isEmpty();
    assertThat(ask("/chats/chat/recent", 100).path("data").path("messages")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/chats/chats", "/chats/chat", "/chats/chat/recent", "/chats/chat/history"})
  void isAnErrorWhenNothingFits(String path) {
    bus.chats.hasMessages(2);
    bus.chats.hasChats(2);
    assertThat(ask(path, 300).path("error").path("code").asInt()).isEqualTo(200);
    assertThat(bus.reports).hasSize(1);
    assertThat(bus.reports.element()).contains("does not fit into 300 bytes during GET " + path);
  }

  @ParameterizedTest
  @CsvSource({
    "/chats/chat/recent, messages",
    "/chats/chat/history, messages",
  })
  void aMessageThatDoesNotFitIsSentWithoutWhatIsTooMuch(String path, String list) {
    for (int textLength : new int[] {10, 5_000}) {
      ShownMessage large = Samples.large(textLength, 5_000);
      bus.chats.page = new MessagePage(List.of(large, large), List.of(Samples.profile(7)), false);
      JsonNode reply = ask(path, 2_000);
      JsonNode messages = reply.path("data").path(list);
      assertThat(messages).hasSize(1);
      thenIsIncomplete(messages.get(0), textLength <= 2_000 ? textLength : 0);
      assertThat(reply.path("has_more").asBoolean()).isTrue();
    }
  }

  /** It is stored: the caller must not take it for a failure, and post it again for ever. */
  @ParameterizedTest
  @ValueSource(ints = {10, 5_000})
  void aMessageThatWasPostedIsAnsweredThoughItDoesNotFit(int textLength) {
    bus.chats.postResult =
        CompletableFuture.completedFuture(
            List.of(new MessagePosting.Posted(Samples.large(textLength, 5_000))));
    JsonNode reply =
        BusDriver.read(
            BusDriver.await(
                bus.api()
                    .handle(
                        BusDriver.envelope(
                                "POST",
                                "/chats/message",
                                "{\"user_id\":7,\"chat_id\":1,\"message\":\"m\",\"type\":\"message\"}")
                            .getBytes(StandardCharsets.UTF_8),
                        2_000)
                    .toCompletableFuture()));
    thenIsIncomplete(reply.path("data"), textLength <= 2_000 ? textLength : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/chats/chats", "/chats/chat"})
  void aChatIsListedThoughItsLastMessageDoesNotFit(String path) {
    bus.chats.chat = Samples.chatWith(Samples.large(10, 5_000));
    bus.chats.list = new ChatList(List.of(bus.chats.chat), false);
    JsonNode data = ask(path, 2_000).path("data");
    thenIsIncomplete((data.isArray() ? data.get(0) : data).path("last_message"), 10);
  }

  private static void thenIsIncomplete(JsonNode message, int textLength) {
    assertThat(message.path("incomplete").asBoolean()).isTrue();
    assertThat(message.path("text").asText()).hasSize(textLength);
    assertThat(message.path("params")).isEmpty();
    assertThat(message.path("file").size()).isEqualTo(1);
    assertThat(message.path("file").path("id").asText()).isEqualTo("f1");
    assertThat(message.path("seq").asInt()).isEqualTo(1);
  }

  @Test
  void countsBytesAndNotCharacters() {
    Profile long1 = new Profile(new UserId(7), "\uD83C\uDF3F".repeat(100), "", "", "");
    bus.chats.page = new MessagePage(List.of(Samples.shown(2)), List.of(long1), false);
    int whole = reply("/chats/chat/recent", 1_000_000).length;
    assertThat(ask("/chats/chat/recent", whole - 1).toString()).contains("\"incomplete\":true");
  }

  private static void thenHasMoreIfCut(JsonNode reply, int kept, int all) {
    assertThat(reply.has("has_more")).isEqualTo(kept < all);
    assertThat(reply.path("has_more").asBoolean()).isEqualTo(kept < all);
  }

  private static void thenHasTheAuthors(JsonNode reply) {
    assertThat(new TreeSet<>(reply.path("data").path("users").findValuesAsText("id")))
        .isEqualTo(new TreeSet<>(reply.path("data").path("messages").findValuesAsText("user_id")));
  }

  private JsonNode ask(String path, int most) {
    byte[] reply = reply(path, most);
    assertThat(reply.length).isLessThanOrEqualTo(most);
    return read(reply);
  }

  private byte[] reply(String path, int most) {
    String body =
        path.equals("/order/chats")
            ? "[{\"order_id\":5,\"opponent_id\":7}]"
            : "{\"user_id\":7,\"chat_id\":1,\"chats_id\":[1,2]}";
    String request = BusDriver.envelope("GET", path, body);
    return BusDriver.await(
        bus.api().handle(request.getBytes(StandardCharsets.UTF_8), most).toCompletableFuture());
  }

  private static JsonNode read(byte[] reply) {
    return BusDriver.read(reply);
  }
}
