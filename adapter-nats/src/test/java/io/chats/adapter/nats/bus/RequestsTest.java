package io.chats.adapter.nats.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.application.api.ChatReading;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.Content;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.Presence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for every request of spec 4 which use case it calls, and the shape of its reply. */
class RequestsTest {

  private final BusDriver bus = new BusDriver();

  @AfterEach
  void stop() {
    bus.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | /chats/chats            | {'user_id':7}                        | activeChats 7 -"
            + " 20",
        "GET  | /chats/chats            | {'user_id':7,'count':0}              | activeChats 7 -"
            + " 20",
        "GET  | /chats/chats            | {'user_id':7,'count':5,'before_chat_id':3}"
            + "                                                                | activeChats 7 3 5",
        "GET  | /chats/chats            | {'user_id':7,'count':65535}          | activeChats 7 -"
            + " 65535",
        "GET  | /chats/chats            | {'user_id':7,'before_chat_id':null}  | activeChats 7 -"
            + " 20",
        "GET  | /chats/chat             | {'chat_id':1,'user_id':7}            | chat 1 7",
        "GET  | /order/chats            |"
            + " [{'order_id':5,'opponent_id':7},{'order_id':4,'opponent_id':8}]                    "
            + "                                            | latestChats [5/7, 4/8]",
        "GET  | /chats/info             | {'user_id':7,'chats_id':[3,1,3]}     | chats 7 [3, 1, 3]",
        "GET  | /chats/info             | {'user_id':7,'chats_id':[]}          | chats 7 []",
        "GET  | /chats/chat/recent      | {'chat_id':1,'user_id':7}            | recent 1 7 - 50",
        "GET  | /chats/chat/recent      | {'chat_id':1,'user_id':7,'message_id':0} | recent 1 7 -"
            + " 50",
        "GET  | /chats/messages/update  | {'chat_id':1,'user_id':7,'message_id':9,'count':3}"
            + "                                                                | recent 1 7 9 3",
        "GET  | /chats/chat/history     | {'chat_id':1,'user_id':7}            | history 1 7 - 50",
        "GET  | /chats/messages/history | {'chat_id':1,'user_id':7,'message_id':9,'count':2000}    "
            + "                                                            | history 1 7 9 2000",
        "POST | /chats/new              | {'order_id':5}                       | open 5 -",
        "POST | /chats/new              | {'order_id':5,'request_id':'r'}      | open 5 r",
        "POST | /chats/new              | {'order_id':5,'request_id':''}       | open 5 -",
        "POST | /chats/user/subscribe   | {'chat_id':1,'user_id':7,'user_type':'doctor'}           "
            + "                                                     | subscribe 1 7 DOCTOR",
        "POST | /chats/user/unsubscribe | {'chat_id':1,'user_id':7}            | unsubscribe 1 7",
        "PUT  | /chats/user/subscribe   | {'chat_id':1,'old_user_id':7,'new_user_id':8} | handOver"
            + " 1 7 8",
        "POST | /chats/status           | {'chat_id':1}                        | close 1",
        "POST | /chats/message          | {'chat_id':1,'user_id':7,'type':'message'} | post 1 7",
        "POST | /ws/client/message      | {'user_id':7,'type':'t','data':{}}   | show 7",
        "GET  | /ws/client/sessions     | {'user_id':7}                        | find 7",
        "POST | /ws/client/disconnect   | {'user_id':7,'reason':'blocked'}     | disconnect 7"
            + " blocked",
      })
  void asksTheApplication(String method, String path, String body, String call) {
    assertThat(bus.ask(method, path, body.replace('\'', '"')).has("data")).isTrue();
    assertThat(bus.chats.calls).containsExactly(call);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'method':'get','path':'chats/chat','body':{'chat_id':1,'user_id':7}}",
        "{'body':{'user_id':7,'x':[],'chat_id':1},'y':{},'path':'/chats/chat','method':'Get'}",
        " {\n'path' : '/chats\\/chat', 'method':'GET', 'body':{'chat_id':1,'user_id':7}} ",
      })
  void readsTheEnvelopeHoweverItIsWritten(String request) {
    assertThat(bus.ask(request.replace('\'', '"')).has("data")).isTrue();
    assertThat(bus.chats.calls).containsExactly("chat 1 7");
    assertThat(bus.traffic).containsExactly("GET /chats/chat ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /chats/user/subscribe",
        "DELETE /chats/chats",
        "GET /chats/chats/",
        "GET /Chats/chats",
        "GET //chats/chats",
        "GET /",
        "POST /chats/chats",
        " ",
      })
  void knowsNoOther(String methodAndPath) {
    String[] parts = methodAndPath.split(" ", -1);
    assertThat(bus.code(parts[0], parts[1], "{}")).isEqualTo(1203);
    assertThat(bus.traffic).containsExactly("unknown unknown 1203");
  }

  @Test
  void showsAChat() {
    assertThat(bus.ask("GET", "/chats/chat", "{\"chat_id\":1,\"user_id\":7}").path("data"))
        .isEqualTo(
            json(
                """
                {"id":1,"status":"opened","order_id":5,
                 "insert_date":"2026-03-02T01:30:00.500+03:00",
                 "last_update_date":"2026-03-02T01:30:00.501+03:00",
                 "opponent":{"id":42,"firstName":"Willow","lastName":"Reed","middleName":"Ash",
                  "photo":"https://photos/42","user_type":"client"},
                 "opponents":[{"id":42,"firstName":"Willow","lastName":"Reed","middleName":"Ash",
                  "photo":"https://photos/42","user_type":"client"}],
                 "unread_count":3,
                 "last_message":%s,
                 "last_seq":9,"version":12}
                """
                    .formatted(message(9))));
  }

  @Test
  void leavesOutMissingPartsOfAChat() {
    ChatReading.ShownChat bare =
        new ChatReading.ShownChat(
            bus.chats.chat.chat(),
            Optional.empty(),
            List.of(),
            OptionalInt.empty(),
            Optional.empty());
    bus.chats.list = new ChatReading.ChatList(List.of(bare), false);
    JsonNode data =
        bus.ask("GET", "/order/chats", "[{\"order_id\":5,\"opponent_id\":7}]").at("/data/0");
    assertThat(data.has("unread_count")).isFalse();
    assertThat(data.get("opponent").isNull()).isTrue();
    assertThat(data.get("last_message").isNull()).isTrue();
    assertThat(data.get("opponents")).isEmpty();
  }

  @Test
  void showsAPage() {
    bus.chats.hasMessages(2);
    JsonNode reply = bus.ask("GET", "/chats/chat/recent", "{\"chat_id\":1,\"user_id\":7}");
    assertThat(reply.has("has_more")).isFalse();
    assertThat(reply.path("data").path("messages"))
        .containsExactly(json(message(1)), json(message(2)));
    assertThat(reply.path("data").path("users").findValuesAsText("id")).containsExactly("8", "7");
  }

  @Test
  void opensAChat() {
    assertThat(bus.ask("POST", "/chats/new", "{\"order_id\":5}"))
        .isEqualTo(json("{\"data\":{\"chat_id\":77}}"));
  }

  @Test
  void repliesThatAChangeWasMade() {
    assertThat(bus.ask("POST", "/chats/status", "{\"chat_id\":1}"))
        .isEqualTo(json("{\"data\":{\"result\":true}}"));
  }

  @Test
  void postsAMessage() {
    JsonNode reply =
        bus.ask(
            "POST",
            "/chats/message",
            """
            {"chat_id":1,"user_id":7,"message":"Hello \\ud83c\\udf3f","client_message_id":"c1",
             "type":"document","params":{"b":"2","a":"1"},"file_id":"f1"}
            """);
    Content content =
        new Content(
            MessageType.DOCUMENT,
            "Hello \uD83C\uDF3F",
            Map.of("b", "2", "a", "1"),
            Optional.of(new FileId("f1")));
    assertThat(bus.chats.posted)
        .containsExactly(new NewMessage(Optional.of(new ClientMessageId("c1")), content));
    assertThat(reply.path("data")).isEqualTo(json(message(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'message':null,'client_message_id':null,'params':null,'file_id':null,",
        "'message':'','client_message_id':'','params':[],'file_id':'',",
        "'params':{},",
      })
  void postsAMessageOfNothingButAType(String fields) {
    String body =
        "{" + fields.replace('\'', '"') + "\"chat_id\":1,\"user_id\":7,\"type\":\"notice\"}";
    assertThat(bus.code("POST", "/chats/message", body)).isZero();
    assertThat(bus.chats.posted)
        .containsExactly(
            new NewMessage(
                Optional.empty(), new Content(MessageType.NOTICE, "", Map.of(), Optional.empty())));
  }

  @Test
  void replacesLoneSurrogatesInTexts() {
    bus.ask(
        "POST",
        "/chats/message",
        """
        {"chat_id":1,"user_id":7,"message":"a\\ud83c!","type":"message","params":{"k":"\\ud83c"}}
        """);
    Content content = bus.chats.posted.element().content();
    assertThat(content.text()).isEqualTo("a\uFFFD!");
    assertThat(content.params()).containsExactly(Map.entry("k", "\uFFFD"));
  }

  @ParameterizedTest
  @CsvSource({"ONLINE, true", "OFFLINE, false", "UNKNOWN, "})
  void repliesWhetherAFrameReachedASession(Presence presence, Boolean online) {
    bus.chats.presence = presence;
    JsonNode data =
        bus.ask("POST", "/ws/client/message", "{\"user_id\":7,\"type\":\"t\"}").path("data");
    assertThat(data.path("result").asBoolean()).isTrue();
    assertThat(data.has("online")).isEqualTo(online != null);
    assertThat(data.path("online").asBoolean()).isEqualTo(Boolean.TRUE.equals(online));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",'data':{ 'n' : 1.10, 's':'\\u00e9' }  | { 'n' : 1.10, 's':'\\u00e9' }",
        ",'data':{'consultationId':3}           | {'consultationId':3}",
        ",'data':[]                             | {}",
        ",'data':null                           | {}",
        "''                                     | {}",
      })
  void passesAFrameOnAsItWasWritten(String field, String json) {
    String body = "{'user_id':7,'type':'t'" + (field.equals("''") ? "" : field) + "}";
    assertThat(bus.code("POST", "/ws/client/message", body.replace('\'', '"'))).isZero();
    assertThat(bus.chats.shown)
        .containsExactly(new ClientEvent.Custom("t", json.replace('\'', '"')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws/client/consultation/update", "/ws/client/message"})
  void knowsBothSpellingsOfAConsultationUpdate(String path) {
    String body = "{\"user_id\":7,\"data\":{\"active\":true,\"consultationId\":3}}";
    assertThat(bus.ask("POST", path, body)).isEqualTo(json("{\"data\":{\"result\":true}}"));
    assertThat(bus.chats.shown)
        .containsExactly(new ClientEvent.ConsultationUpdated(new OrderId(3), true));
    assertThat(bus.traffic).containsExactly("POST /ws/client/consultation/update ok");
  }

  private static String message(int id) {
    return """
    {"id":%d,"seq":%d,"client_message_id":"c%d","chat_id":1,"user_id":%d,"sender":"doctor",
     "status":"read","type":"document","text":"text %d","params":{"key":"value"},"file_id":"f%d",
     "file":{"id":"f%d","title":"title","url":"https://f","thumbnail":"https://t",
      "mimeType":"image/png","insertDate":"yesterday","size":12},
     "insert_date":"2026-03-02T01:30:00.500+03:00"}
    """
        .formatted(id, id, id, 7 + id % 2, id, id, id);
  }

  private static JsonNode json(String text) {
    return BusDriver.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void sessionsHaveTheirNodes() {
    assertThat(bus.ask("GET", "/ws/client/sessions", "{\"user_id\":7}").get("data"))
        .hasToString(
            "{\"sessions\":[{\"node\":\"chats-1\",\"session\":\"s1\","
                + "\"since\":\"2026-03-02T01:30:00.500+03:00\",\"address\":\"192.0.2.1\"}],"
                + "\"nodes\":1}");
  }

  @Test
  void theDisconnectedSessionsOfAllNodesAreCounted() {
    bus.chats.nodes =
        List.of(
            new SessionAnswer(
                new NodeId("chats-1"), List.of(Samples.session(1), Samples.session(2))),
            new SessionAnswer(new NodeId("chats-2"), List.of(Samples.session(3))));
    assertThat(bus.ask("POST", "/ws/client/disconnect", "{\"user_id\":7}").get("data"))
        .hasToString("{\"closed\":3,\"nodes\":2}");
  }

  @Test
  void aReasonIsALineForTheLog() {
    String body = "{\"user_id\":7,\"reason\":\"" + "x".repeat(257) + "\"}";
    assertThat(bus.ask("POST", "/ws/client/disconnect", body).at("/error/code").asInt())
        .isEqualTo(220);
    assertThat(bus.chats.calls).isEmpty();
  }
}
