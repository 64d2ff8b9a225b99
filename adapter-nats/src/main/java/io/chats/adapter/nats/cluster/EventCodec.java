package io.chats.adapter.nats.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.refusal.ErrorCode;
import java.io.IOException;
import java.util.Arrays;

/** Writes and reads the events that a notice carries to the sessions of a user. */
final class EventCodec {

  private EventCodec() {}

  static void write(JsonGenerator json, ClientEvent event) throws IOException {
    json.writeStartObject();
    switch (event) {
      case ClientEvent.MessagesPosted posted -> ListEventCodec.write(json, posted);
      case ClientEvent.MessagesRead read -> {
        json.writeStringField("is", "read");
        json.writeNumberField("chat", read.chat().value());
        json.writeNumberField("message", read.message().value());
        json.writeNumberField("reader", read.reader().value());
      }
      case ClientEvent.OpponentStatus status -> ListEventCodec.write(json, status);
      case ClientEvent.Typing typing -> {
        json.writeStringField("is", "typing");
        json.writeNumberField("chat", typing.chat().value());
        json.writeNumberField("user", typing.user().value());
        json.writeStringField("text", typing.text());
        json.writeStringField("status", typing.status());
      }
      case ClientEvent.ConsultationUpdated updated -> {
        json.writeStringField("is", "consultation");
        json.writeNumberField("order", updated.order().value());
        json.writeBooleanField("active", updated.active());
      }
      case ClientEvent.ClientGone gone -> {
        json.writeStringField("is", "gone");
        json.writeNumberField("client", gone.client().value());
      }
      case ClientEvent.ChatChanged changed -> ListEventCodec.write(json, changed);
      case ClientEvent.Custom custom -> {
        json.writeStringField("is", "custom");
        json.writeStringField("type", custom.type());
        json.writeStringField("json", custom.json());
      }
      case ClientEvent.RequestFailed failed -> write(json, failed);
      case ClientEvent.Pong pong -> json.writeStringField("is", "pong");
      case ClientEvent.Hello hello -> throw forOneSession();
      case ClientEvent.Synced synced -> throw forOneSession();
    }
    json.writeEndObject();
  }

  private static IllegalArgumentException forOneSession() {
    return new IllegalArgumentException("an event of one session is never sent to another node");
  }

  static ClientEvent read(RequiredFields fields) {
    return switch (fields.text("is")) {
      case "posted" -> ListEventCodec.posted(fields);
      case "read" ->
          new ClientEvent.MessagesRead(
              new ChatId(fields.number("chat")),
              new MessageId(fields.number("message")),
              new UserId(fields.number("reader")));
      case "presence" -> ListEventCodec.presence(fields);
      case "typing" ->
          new ClientEvent.Typing(
              new ChatId(fields.number("chat")),
              new UserId(fields.number("user")),
              fields.text("text"),
              fields.text("status"));
      case "consultation" ->
          new ClientEvent.ConsultationUpdated(
              new OrderId(fields.number("order")), fields.flag("active"));
      case "gone" -> new ClientEvent.ClientGone(new UserId(fields.number("client")));
      case "chat" -> ListEventCodec.chat(fields);
      case "custom" -> new ClientEvent.Custom(fields.text("type"), fields.text("json"));
      case "failed" -> failed(fields);
      case "pong" -> new ClientEvent.Pong();
      default -> throw new MalformedAnnouncementException("unknown kind of event");
    };
  }

  private static void write(JsonGenerator json, ClientEvent.RequestFailed failed)
      throws IOException {
    json.writeStringField("is", "failed");
    json.writeNumberField("code", failed.code().number());
    json.writeStringField("explanation", failed.explanation());
    if (failed.request().isPresent()) {
      json.writeStringField("request", failed.request().get());
    }
    if (failed.clientMessageId().isPresent()) {
      json.writeStringField("clientMessageId", failed.clientMessageId().get().value());
    }
  }

  private static ClientEvent failed(RequiredFields fields) {
    return new ClientEvent.RequestFailed(
        code(fields.number("code")),
        fields.text("explanation"),
        fields.optionalText("request"),
        fields.optionalText("clientMessageId").map(ClientMessageId::new));
  }

  private static ErrorCode code(long number) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> code.number() == number)
        .findFirst()
        .orElseThrow(() -> new MalformedAnnouncementException("unknown code"));
  }
}
