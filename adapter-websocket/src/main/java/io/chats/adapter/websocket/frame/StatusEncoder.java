package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.model.MessageStatus;
import io.chats.json.WireNames;
import java.io.IOException;

/** Writes the data of the frames about the state of a chat and its participants. */
final class StatusEncoder {

  private StatusEncoder() {}

  /** Writes for a former participant nothing but that it left. */
  static void write(ClientEvent.ChatChanged changed, JsonGenerator json) throws IOException {
    json.writeNumberField("chatId", changed.chat().value());
    if (changed.left()) {
      json.writeBooleanField("left", true);
      return;
    }
    json.writeNumberField("version", changed.version());
    json.writeStringField("status", WireNames.of(changed.status()));
    UserEncoder.writeOpponents(changed.opponents(), json);
  }

  static void write(ClientEvent.MessagesRead read, JsonGenerator json) throws IOException {
    json.writeStringField("status", WireNames.of(MessageStatus.READ));
    json.writeNumberField("chatId", read.chat().value());
    json.writeNumberField("messageId", read.message().value());
    json.writeNumberField("userId", read.reader().value());
  }

  static void write(ClientEvent.OpponentStatus status, JsonGenerator json) throws IOException {
    json.writeNumberField("chatId", status.chat().value());
    json.writeArrayFieldStart("users");
    for (ClientEvent.UserPresence user : status.users()) {
      json.writeStartObject();
      json.writeNumberField("userId", user.user().value());
      json.writeStringField("status", WireNames.of(user.presence()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void write(ClientEvent.Typing typing, JsonGenerator json) throws IOException {
    json.writeNumberField("userId", typing.user().value());
    json.writeStringField("message", typing.text());
    json.writeStringField("status", typing.status());
    json.writeNumberField("chatId", typing.chat().value());
  }

  static void write(ClientEvent.ConsultationUpdated updated, JsonGenerator json)
      throws IOException {
    json.writeBooleanField("active", updated.active());
    json.writeNumberField("consultationId", updated.order().value());
  }

  static void write(ClientEvent.ClientGone gone, JsonGenerator json) throws IOException {
    json.writeNumberField("userId", gone.client().value());
  }
}
