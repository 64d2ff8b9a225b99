package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.ChatState;
import io.chats.domain.event.ClientEvent.Hello;
import io.chats.domain.event.ClientEvent.NotParticipating;
import io.chats.domain.event.ClientEvent.Opponent;
import io.chats.domain.event.ClientEvent.Synced;
import io.chats.domain.event.ClientEvent.SyncedChat;
import io.chats.domain.model.Limits;
import io.chats.domain.model.MessageStatus;
import io.chats.json.WireNames;
import java.io.IOException;
import java.util.List;

/** Writes the data of the frames about the state of chats, their participants and a sync. */
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
    writeOpponents(changed.opponents(), json);
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

  static void write(Hello hello, JsonGenerator json) throws IOException {
    json.writeNumberField("userId", hello.user().value());
    json.writeNumberField("protocol", hello.protocol());
    json.writeObjectFieldStart("limits");
    write(hello.limits(), json);
    json.writeNumberField("rate", hello.rate());
    json.writeNumberField("burst", hello.burst());
    json.writeEndObject();
  }

  /** Writes the limits that concern frames. */
  private static void write(Limits limits, JsonGenerator json) throws IOException {
    json.writeNumberField("frameBytes", limits.frameBytes());
    json.writeNumberField("messagesPerFrame", limits.messagesPerFrame());
    json.writeNumberField("text", limits.text());
    json.writeNumberField("params", limits.params());
    json.writeNumberField("paramKey", limits.paramKey());
    json.writeNumberField("paramValue", limits.paramValue());
    json.writeNumberField("clientMessageId", limits.clientMessageId());
    json.writeNumberField("fileId", limits.fileId());
    json.writeNumberField("typingStatus", limits.typingStatus());
  }

  static void write(Synced synced, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("chats");
    for (SyncedChat chat : synced.chats()) {
      json.writeStartObject();
      json.writeNumberField("chatId", chat.chat().value());
      switch (chat) {
        case ChatState standing -> write(standing, json);
        case NotParticipating notTakingPart -> json.writeBooleanField("left", true);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    if (synced.more()) {
      json.writeBooleanField("more", true);
    }
  }

  private static void write(ChatState chat, JsonGenerator json) throws IOException {
    json.writeNumberField("seq", chat.seq());
    json.writeNumberField("version", chat.version());
    json.writeStringField("status", WireNames.of(chat.status()));
    json.writeNumberField("readSeq", chat.readSeq());
    json.writeNumberField("opponentReadSeq", chat.opponentReadSeq());
    json.writeNumberField("unreadCount", chat.unread());
    writeOpponents(chat.opponents(), json);
    if (chat.reset()) {
      json.writeBooleanField("reset", true);
    }
  }

  private static void writeOpponents(List<Opponent> opponents, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("opponents");
    for (Opponent opponent : opponents) {
      json.writeStartObject();
      MessagesEncoder.writeProfile(opponent.profile(), json);
      json.writeStringField("user_type", WireNames.of(opponent.type()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
