package io.chats.adapter.nats.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.adapter.nats.json.Json;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.id.ChatId;
import java.io.IOException;

/**
 * Encodes and decodes announcements about a chat. Nodes of two releases run side by side while a
 * cluster is upgraded: fields and kinds may be added, but none may change its meaning.
 */
final class AnnouncementCodec {

  private AnnouncementCodec() {}

  static byte[] encode(ChatAnnouncement announcement) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeNumberField("chat", announcement.chat().value());
      switch (announcement) {
        case ChatChange change -> write(json, change);
        case ChatSignal signal -> SignalCodec.write(json, signal);
      }
      json.writeEndObject();
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
    String kind = fields.text("is");
    return SignalCodec.isSignal(kind)
        ? SignalCodec.read(chat, kind, fields)
        : new ChatChange(
            chat,
            fields.number("from"),
            fields.number("to"),
            fields.number("participants"),
            ChangeCodec.read(kind, fields));
  }

  private static void write(JsonGenerator json, ChatChange change) throws IOException {
    json.writeNumberField("from", change.fromVersion());
    json.writeNumberField("to", change.toVersion());
    json.writeNumberField("participants", change.participantsVersion());
    ChangeCodec.write(json, change.what());
  }
}
