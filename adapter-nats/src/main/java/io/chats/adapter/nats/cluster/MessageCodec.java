package io.chats.adapter.nats.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.json.WireNames;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Writes and reads a message of an announcement; its date is exact to the millisecond. */
final class MessageCodec {

  private MessageCodec() {}

  static void write(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", message.id().value());
    json.writeNumberField("seq", message.seq());
    json.writeNumberField("chat", message.chat().value());
    json.writeNumberField("author", message.author().value());
    json.writeStringField("sender", WireNames.of(message.sender()));
    if (message.clientId().isPresent()) {
      json.writeStringField("clientId", message.clientId().get().value());
    }
    write(json, message.content());
    json.writeNumberField("at", message.insertedAt().toEpochMilli());
    json.writeBooleanField("erased", message.erased());
    json.writeEndObject();
  }

  static Message read(RequiredFields fields) {
    return new Message(
        new MessageId(fields.number("id")),
        fields.number("seq"),
        new ChatId(fields.number("chat")),
        new UserId(fields.number("author")),
        fields.named("sender", WireNames::userType),
        fields.optionalText("clientId").map(ClientMessageId::new),
        content(fields),
        Instant.ofEpochMilli(fields.number("at")),
        fields.flag("erased"));
  }

  private static void write(JsonGenerator json, Content content) throws IOException {
    json.writeStringField("type", WireNames.of(content.type()));
    json.writeStringField("text", content.text());
    json.writeObjectFieldStart("params");
    for (Map.Entry<String, String> param : content.params().entrySet()) {
      json.writeStringField(param.getKey(), param.getValue());
    }
    json.writeEndObject();
    if (content.file().isPresent()) {
      json.writeStringField("file", content.file().get().value());
    }
  }

  private static Content content(RequiredFields fields) {
    return new Content(
        fields.named("type", WireNames::messageType),
        fields.text("text"),
        fields.texts("params"),
        fields.optionalText("file").map(FileId::new));
  }
}
