package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ClientEvent.ChatState;
import io.chats.domain.event.ClientEvent.Hello;
import io.chats.domain.event.ClientEvent.NotParticipating;
import io.chats.domain.event.ClientEvent.Synced;
import io.chats.domain.event.ClientEvent.SyncedChat;
import io.chats.domain.model.Limits;
import io.chats.json.WireNames;
import java.io.IOException;

/** Writes the data of {@code hello} and {@code sync}, with which a sync begins and ends. */
final class SyncEncoder {

  private SyncEncoder() {}

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
  }

  private static void write(ChatState chat, JsonGenerator json) throws IOException {
    json.writeNumberField("seq", chat.seq());
    json.writeNumberField("version", chat.version());
    json.writeStringField("status", WireNames.of(chat.status()));
    json.writeNumberField("readSeq", chat.readSeq());
    json.writeNumberField("opponentReadSeq", chat.opponentReadSeq());
    json.writeNumberField("unreadCount", chat.unread());
    UserEncoder.writeOpponents(chat.opponents(), json);
    if (chat.reset()) {
      json.writeBooleanField("reset", true);
    }
  }
}
