package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ClientEvent;
import java.io.IOException;

/** Writes the data of the frames that say how things stand: read, there, gone, typing. */
final class StatusEncoder {

  private StatusEncoder() {}

  static void write(ClientEvent.MessagesRead read, JsonGenerator json) throws IOException {
    json.writeStringField("status", WireNames.READ);
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
