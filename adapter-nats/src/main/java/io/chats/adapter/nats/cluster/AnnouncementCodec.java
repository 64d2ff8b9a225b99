package io.chats.adapter.nats.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.adapter.nats.json.Json;
import io.chats.adapter.nats.json.ValueWriter;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.json.WireNames;
import java.io.IOException;

/**
 * Encodes and decodes announcements about a chat. Nodes of two releases run side by side while a
 * cluster is upgraded: fields and kinds may be added, but none may change its meaning.
 */
final class AnnouncementCodec {

  private AnnouncementCodec() {}

  static byte[] encode(ChatAnnouncement announcement) {
    return Json.object(json -> {
      json.writeNumberField("chat", announcement.chat().value());
      switch (announcement) {
        case ChatChange change -> write(json, change);
        case ChatSignal signal -> write(json, signal);
      }
    });
  }

  /**
   * Decodes an announcement.
   *
   * @throws MalformedAnnouncementException if the bytes are none
   */
  static ChatAnnouncement decode(byte[] bytes) {
    return RequiredFields.decoded(bytes, AnnouncementCodec::read);
  }

  private static ChatAnnouncement read(RequiredFields fields) {
    ChatId chat = new ChatId(fields.number("chat"));
    return switch (fields.text("is")) {
      case "typing" -> signal(chat, fields, new ChatSignal.Typing(fields.text("status")));
      case "presence" -> {
        Presence presence = fields.named("presence", WireNames::presence);
        yield signal(chat, fields, new ChatSignal.PresenceChanged(presence));
      }
      default -> change(chat, fields);
    };
  }

  private static void write(JsonGenerator json, ChatChange change) throws IOException {
    json.writeNumberField("from", change.fromVersion());
    json.writeNumberField("to", change.toVersion());
    json.writeNumberField("participants", change.participantsVersion());
    write(json, change.detail());
  }

  private static void write(JsonGenerator json, ChatChange.Detail what) throws IOException {
    switch (what) {
      case ChatChange.Posted posted -> {
        json.writeStringField("is", "posted");
        ValueWriter.array(json, "messages", posted.messages(), ValueCodec::write);
      }
      case ChatChange.Read read -> {
        json.writeStringField("is", "read");
        json.writeNumberField("reader", read.reader().value());
        json.writeNumberField("message", read.message().value());
        json.writeNumberField("seq", read.seq());
      }
      case ChatChange.ParticipantsChanged participants ->
          json.writeStringField("is", "participants");
      case ChatChange.Closed closed -> json.writeStringField("is", "closed");
    }
  }

  private static ChatChange change(ChatId chat, RequiredFields fields) {
    return new ChatChange(
        chat,
        fields.number("from"),
        fields.number("to"),
        fields.number("participants"),
        detail(fields));
  }

  private static ChatChange.Detail detail(RequiredFields fields) {
    return switch (fields.text("is")) {
      case "posted" -> new ChatChange.Posted(fields.list("messages", ValueCodec::message));
      case "read" ->
          new ChatChange.Read(
              new UserId(fields.number("reader")),
              new MessageId(fields.number("message")),
              fields.number("seq"));
      case "participants" -> new ChatChange.ParticipantsChanged();
      case "closed" -> new ChatChange.Closed();
      default -> throw new MalformedAnnouncementException("unknown kind");
    };
  }

  private static void write(JsonGenerator json, ChatSignal signal) throws IOException {
    json.writeNumberField("user", signal.user().value());
    switch (signal.detail()) {
      case ChatSignal.Typing typing -> {
        json.writeStringField("is", "typing");
        json.writeStringField("status", typing.status());
      }
      case ChatSignal.PresenceChanged changed -> {
        json.writeStringField("is", "presence");
        json.writeStringField("presence", WireNames.of(changed.presence()));
      }
    }
  }

  private static ChatSignal signal(ChatId chat, RequiredFields fields, ChatSignal.Detail what) {
    return new ChatSignal(chat, new UserId(fields.number("user")), what);
  }
}
