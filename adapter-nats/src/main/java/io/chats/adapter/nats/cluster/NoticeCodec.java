package io.chats.adapter.nats.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.adapter.nats.json.Json;
import io.chats.adapter.nats.json.ValueWriter;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.refusal.ErrorCode;
import io.chats.json.WireNames;
import java.io.IOException;
import java.util.Arrays;

/**
 * Encodes and decodes notices to the nodes of a user, and the events that they carry to the
 * sessions of the user.
 */
final class NoticeCodec {

  private NoticeCodec() {}

  static byte[] encode(UserNotice notice) {
    return Json.object(json -> {
      switch (notice) {
        case UserNotice.MembershipChanged changed -> {
          json.writeStringField("is", "membership");
          json.writeNumberField("chat", changed.chat().value());
        }
        case UserNotice.Deliver show -> {
          json.writeStringField("is", "show");
          ValueWriter.object(json, "event", show.event(), NoticeCodec::write);
        }
      }
    });
  }

  /**
   * Decodes a notice.
   *
   * @throws MalformedAnnouncementException if the bytes are none
   */
  static UserNotice decode(byte[] bytes) {
    return RequiredFields.decoded(bytes, NoticeCodec::read);
  }

  private static UserNotice read(RequiredFields fields) {
    return switch (fields.text("is")) {
      case "membership" -> new UserNotice.MembershipChanged(new ChatId(fields.number("chat")));
      case "show" -> new UserNotice.Deliver(event(fields.nested("event")));
      default -> throw new MalformedAnnouncementException("unknown kind");
    };
  }

  private static void write(JsonGenerator json, ClientEvent event) throws IOException {
    switch (event) {
      case ClientEvent.MessagesPosted posted -> write(json, posted);
      case ClientEvent.MessagesRead read -> {
        json.writeStringField("is", "read");
        json.writeNumberField("chat", read.chat().value());
        json.writeNumberField("message", read.message().value());
        json.writeNumberField("reader", read.reader().value());
      }
      case ClientEvent.OpponentStatus status -> write(json, status);
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
      case ClientEvent.ChatChanged changed -> write(json, changed);
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
  }

  private static IllegalArgumentException forOneSession() {
    return new IllegalArgumentException("an event of one session is never sent to another node");
  }

  private static ClientEvent event(RequiredFields fields) {
    return switch (fields.text("is")) {
      case "posted" -> posted(fields);
      case "read" ->
          new ClientEvent.MessagesRead(
              new ChatId(fields.number("chat")),
              new MessageId(fields.number("message")),
              new UserId(fields.number("reader")));
      case "presence" -> presence(fields);
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
      case "chat" -> chat(fields);
      case "custom" -> new ClientEvent.Custom(fields.text("type"), fields.text("json"));
      case "failed" -> failed(fields);
      case "pong" -> new ClientEvent.Pong();
      default -> throw new MalformedAnnouncementException("unknown kind of event");
    };
  }

  private static void write(JsonGenerator json, ClientEvent.MessagesPosted posted)
      throws IOException {
    json.writeStringField("is", "posted");
    ValueWriter.array(json, "messages", posted.messages(), ValueCodec::write);
    ValueWriter.array(json, "users", posted.users(), ValueCodec::write);
  }

  private static ClientEvent posted(RequiredFields fields) {
    return new ClientEvent.MessagesPosted(
        fields.list("messages", ValueCodec::shown), fields.list("users", ValueCodec::profile));
  }

  private static void write(JsonGenerator json, ClientEvent.OpponentStatus status)
      throws IOException {
    json.writeStringField("is", "presence");
    json.writeNumberField("chat", status.chat().value());
    ValueWriter.array(json, "users", status.users(), ValueCodec::write);
  }

  private static ClientEvent presence(RequiredFields fields) {
    return new ClientEvent.OpponentStatus(
        new ChatId(fields.number("chat")), fields.list("users", ValueCodec::presence));
  }

  private static void write(JsonGenerator json, ClientEvent.ChatChanged changed)
      throws IOException {
    json.writeStringField("is", "chat");
    json.writeNumberField("chat", changed.chat().value());
    json.writeNumberField("version", changed.version());
    json.writeStringField("status", WireNames.of(changed.status()));
    ValueWriter.array(json, "opponents", changed.opponents(), ValueCodec::write);
    json.writeBooleanField("left", changed.left());
  }

  private static ClientEvent chat(RequiredFields fields) {
    return new ClientEvent.ChatChanged(
        new ChatId(fields.number("chat")),
        fields.number("version"),
        fields.named("status", WireNames::chatStatus),
        fields.list("opponents", ValueCodec::opponent),
        fields.flag("left"));
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
