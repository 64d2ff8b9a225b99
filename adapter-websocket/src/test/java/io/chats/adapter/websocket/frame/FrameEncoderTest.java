package io.chats.adapter.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ClientEvent.RequestFailed;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.Presence;
import io.chats.domain.model.Profile;
import io.chats.domain.model.StoredFile;
import io.chats.domain.model.UserType;
import io.chats.domain.refusal.ErrorCode;
import io.chats.json.WireNames;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameEncoderTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Profile ANNA =
      new Profile(new UserId(5), "Anna", "Ivanova", "Petrovna", "https://example.org/a.jpg");

  private final FrameEncoder encoder = new FrameEncoder(ZoneOffset.UTC);

  @Test
  void writesMessages() {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("b", "2");
    params.put("a", "1");
    StoredFile file =
        new StoredFile(
            new FileId("f1"),
            Optional.of(
                new StoredFile.Details(
                    "x.png",
                    "https://example.org/x",
                    "https://example.org/t",
                    "image/png",
                    "2026-01-01",
                    12)));
    Content content = new Content(MessageType.DOCUMENT, "hi", params, Optional.of(file.id()));

    assertThat(
            json(posted(content, Optional.of("c1"), MessageStatus.READ, Optional.of(file), false)))
        .isEqualTo(
            """
            {"type":"message","data":{"messages":[{"id":11,"seq":3,"clientMessageId":"c1",\
            "insertDate":"2026-01-02T03:04:05.006Z","chatId":7,"userId":5,"sender":"doctor",\
            "status":"read","type":"document","text":"hi","params":{"b":"2","a":"1"},\
            "file":{"id":"f1","title":"x.png","url":"https://example.org/x",\
            "thumbnail":"https://example.org/t","mimeType":"image/png","insertDate":"2026-01-01",\
            "size":12}}],"users":[{"id":5,"firstName":"Anna","lastName":"Ivanova",\
            "middleName":"Petrovna","photo":"https://example.org/a.jpg"}]}}\
            """);
  }

  @Test
  void writesAMinimalMessage() {
    MessagesPosted event =
        posted(
            Content.text("hi"), Optional.empty(), MessageStatus.RECEIVED, Optional.empty(), false);

    JsonNode message = tree(event).at("/data/messages/0");
    assertThat(message.get("clientMessageId").textValue()).isEmpty();
    assertThat(message.get("status").textValue()).isEqualTo("recd");
    assertThat(message.get("params").isObject()).isTrue();
    assertThat(message.get("params").isEmpty()).isTrue();
    assertThat(message.get("file").isNull()).isTrue();
    assertThat(message.has("repeated")).isFalse();
    assertThat(message.has("erased")).isFalse();
  }

  @Test
  void writesAFileThatCannotBeLookedUp() {
    MessagesPosted event =
        posted(
            Content.text(""),
            Optional.empty(),
            MessageStatus.READ,
            Optional.of(StoredFile.unknown(new FileId("f1"))),
            true);

    assertThat(tree(event).at("/data/messages/0/file").toString()).isEqualTo("{\"id\":\"f1\"}");
    assertThat(tree(event).at("/data/messages/0/repeated").booleanValue()).isTrue();
  }

  @Test
  void writesAnErasedMessage() {
    Message erased = message(Content.text(""), Optional.empty(), true);
    MessagesPosted event =
        new MessagesPosted(
            List.of(new ShownMessage(erased, MessageStatus.READ, Optional.empty(), false)),
            List.of());

    assertThat(tree(event).at("/data/messages/0/erased").booleanValue()).isTrue();
  }

  @Test
  void writesDatesInTheZoneWithMilliseconds() {
    FrameEncoder moscow = new FrameEncoder(ZoneId.of("Europe/Moscow"));
    MessagesPosted event =
        posted(Content.text(""), Optional.empty(), MessageStatus.READ, Optional.empty(), false);

    assertThat(tree(moscow, event).at("/data/messages/0/insertDate").textValue())
        .isEqualTo("2026-01-02T06:04:05.006+03:00");
  }

  @Test
  void writesReadMarks() {
    assertThat(json(new ClientEvent.MessagesRead(new ChatId(7), new MessageId(11), new UserId(5))))
        .isEqualTo(
            "{\"type\":\"messageStatus\",\"data\":{\"status\":\"read\",\"chatId\":7,\"messageId\":11,\"userId\":5}}");
  }

  @Test
  void writesOpponents() {
    OpponentStatus event =
        new OpponentStatus(
            new ChatId(7),
            List.of(
                new UserPresence(new UserId(1), Presence.ONLINE),
                new UserPresence(new UserId(2), Presence.OFFLINE),
                new UserPresence(new UserId(3), Presence.UNKNOWN)));

    assertThat(json(event))
        .isEqualTo(
            """
            {"type":"opponentStatus","data":{"chatId":7,"users":[{"userId":1,"status":"online"},\
            {"userId":2,"status":"offline"},{"userId":3,"status":"unknown"}]}}\
            """);
  }

  @Test
  void writesTheOthers() {
    assertThat(json(new ClientEvent.Typing(new ChatId(7), new UserId(5), "types", "on")))
        .isEqualTo(
            "{\"type\":\"typing\",\"data\":{\"userId\":5,\"message\":\"types\",\"status\":\"on\",\"chatId\":7}}");
    assertThat(json(new ClientEvent.ConsultationUpdated(new OrderId(9), true)))
        .isEqualTo(
            "{\"type\":\"consultationUpdate\",\"data\":{\"active\":true,\"consultationId\":9}}");
    assertThat(json(new ClientEvent.ClientGone(new UserId(5))))
        .isEqualTo("{\"type\":\"clientConnectionError\",\"data\":{\"userId\":5}}");
    assertThat(json(new ClientEvent.Pong())).isEqualTo("{\"type\":\"pong\",\"data\":{}}");
    assertThat(json(new ClientEvent.Custom("offer", "{\"a\":[1,{}]}")))
        .isEqualTo("{\"type\":\"offer\",\"data\":{\"a\":[1,{}]}}");
  }

  @Test
  void writesChats() {
    ClientEvent.Opponent opponent = new ClientEvent.Opponent(ANNA, UserType.OPERATOR);

    assertThat(
            json(new ChatChanged(new ChatId(7), 12, ChatStatus.CLOSED, List.of(opponent), false)))
        .isEqualTo(
            """
            {"type":"chat","data":{"chatId":7,"version":12,"status":"closed","opponents":[\
            {"id":5,"firstName":"Anna","lastName":"Ivanova","middleName":"Petrovna",\
            "photo":"https://example.org/a.jpg","user_type":"operator"}]}}\
            """);
  }

  @Test
  void writesNothingElseForAFormerParticipant() {
    ClientEvent.Opponent opponent = new ClientEvent.Opponent(ANNA, UserType.OPERATOR);

    assertThat(json(new ChatChanged(new ChatId(7), 12, ChatStatus.OPENED, List.of(opponent), true)))
        .isEqualTo("{\"type\":\"chat\",\"data\":{\"chatId\":7,\"left\":true}}");
  }

  @Test
  void writesErrors() {
    assertThat(
            json(
                new RequestFailed(
                    ErrorCode.CHAT_CLOSED,
                    "chat 7 is closed",
                    Optional.of("message"),
                    Optional.of(new ClientMessageId("c1")))))
        .isEqualTo(
            "{\"type\":\"error\",\"request\":\"message\",\"clientMessageId\":\"c1\",\"error\":{\"code\":332,\"message\":\"chat"
                + " 7 is closed\"}}");
    assertThat(
            json(
                new RequestFailed(
                    ErrorCode.NO_TOKEN, "no token", Optional.empty(), Optional.empty())))
        .isEqualTo("{\"type\":\"error\",\"error\":{\"code\":101,\"message\":\"no token\"}}");
  }

  @Test
  void writesEveryTypeOfMessageAndSender() {
    for (MessageType type : MessageType.values()) {
      Content content = new Content(type, "", Map.of(), Optional.empty());
      MessagesPosted event =
          posted(content, Optional.empty(), MessageStatus.READ, Optional.empty(), false);
      String name = tree(event).at("/data/messages/0/type").textValue();
      assertThat(name).isEqualToIgnoringCase(type.name());
      assertThat(WireNames.messageType(name)).contains(type);
    }
    for (UserType type : UserType.values()) {
      assertThat(WireNames.of(type)).isEqualToIgnoringCase(type.name());
    }
  }

  @Test
  void doesNotFailOnTextsThatAreNoUnicode() {
    MessagesPosted event =
        posted(
            Content.text("a\uD800b"),
            Optional.empty(),
            MessageStatus.READ,
            Optional.empty(),
            false);

    assertThat(encoder.encode(event).json()).contains("\"id\":11");
  }

  private static MessagesPosted posted(
      Content content,
      Optional<String> clientId,
      MessageStatus status,
      Optional<StoredFile> file,
      boolean repeated) {
    return new MessagesPosted(
        List.of(new ShownMessage(message(content, clientId, false), status, file, repeated)),
        List.of(ANNA));
  }

  private static Message message(Content content, Optional<String> clientId, boolean erased) {
    return new Message(
        new MessageId(11),
        3,
        new ChatId(7),
        new UserId(5),
        UserType.DOCTOR,
        clientId.map(ClientMessageId::new),
        content,
        Instant.parse("2026-01-02T03:04:05.006Z"),
        erased);
  }

  private String json(ClientEvent event) {
    return encoder.encode(event).json();
  }

  private JsonNode tree(ClientEvent event) {
    return tree(encoder, event);
  }

  private static JsonNode tree(FrameEncoder encoder, ClientEvent event) {
    try {
      return JSON.readTree(encoder.encode(event).json());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
