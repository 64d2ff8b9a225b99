package io.chats.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chats.application.api.ChatReading.ShownChat;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ClientEvent.Opponent;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.Profile;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.model.UserType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Requests, frames and events of a client and a doctor in one chat, with a message of usual length.
 */
public final class MicroSamples {

  /** The text has 150 characters, some of them not ASCII. */
  private static final String TEXT = "Good morning, доктор. ".repeat(7).substring(0, 150);

  private static final Instant TIME = Instant.parse("2026-03-01T22:30:00.5Z");

  private MicroSamples() {}

  /** A client's frame that posts a message. */
  public static String messageFrame() {
    return """
    {"type":"message","data":{"messages":[{"chatId":1,\
    "clientMessageId":"b7f0b0a2-5a53-4f0e-9d0c-0c1d6c9a7e11",\
    "type":"message","text":"%s"}]}}\
    """
        .formatted(TEXT);
  }

  /** A bus request for one chat. */
  public static byte[] getChat() {
    return request("GET", "/chats/chat", "{\"chat_id\":1,\"user_id\":2}");
  }

  /** A bus request that posts a message. */
  public static byte[] postMessage() {
    return request(
        "POST",
        "/chats/message",
        "{\"chat_id\":1,\"user_id\":2,\"message\":\""
            + TEXT
            + "\","
            + "\"client_message_id\":\"b7f0b0a2\",\"type\":\"message\"}");
  }

  /** A message with what clients are shown of it. */
  public static ShownMessage message() {
    Content content = new Content(MessageType.MESSAGE, TEXT, Map.of(), Optional.empty());
    Message message =
        new Message(
            new MessageId(17),
            9,
            new ChatId(1),
            new UserId(2),
            UserType.DOCTOR,
            Optional.of(new ClientMessageId("b7f0b0a2")),
            content,
            TIME,
            false);
    return new ShownMessage(message, MessageStatus.RECEIVED, Optional.empty(), false);
  }

  /** The event with that message. */
  public static MessagesPosted posted() {
    return new MessagesPosted(List.of(message()), List.of(profile(2)));
  }

  /** A chat as its doctor reads it. */
  public static ShownChat chat() {
    Opponent client = new Opponent(profile(1), UserType.CLIENT);
    Chat chat =
        new Chat(
            new ChatId(1), new OrderId(5), ChatStatus.OPENED, TIME, TIME, 9, 12, 2, ReadMarks.NONE);
    return new ShownChat(
        chat, Optional.of(client), List.of(client), OptionalInt.of(3), Optional.of(message()));
  }

  private static Profile profile(long user) {
    return new Profile(new UserId(user), "Willow", "Reed", "Ash", "https://photos/" + user);
  }

  private static byte[] request(String method, String path, String body) {
    return "{\"method\":\"%s\",\"path\":\"%s\",\"body\":%s}"
        .formatted(method, path, body)
        .getBytes(UTF_8);
  }
}
