package io.chats.adapter.nats.bus.reply;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.application.api.ChatReading.ShownChat;
import io.chats.domain.event.ClientEvent.Opponent;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.Profile;
import io.chats.domain.model.StoredFile;
import io.chats.json.WireNames;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Writes chats, messages and users in the format of spec 4. Immutable. */
public final class WireWriter {

  private final DateTimeFormatter dates;

  public WireWriter(ZoneId zone) {
    dates = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(zone);
  }

  void chat(JsonGenerator json, ShownChat shown) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", shown.chat().id().value());
    json.writeStringField("status", WireNames.of(shown.chat().status()));
    json.writeNumberField("order_id", shown.chat().order().value());
    date(json, "insert_date", shown.chat().createdAt());
    date(json, "last_update_date", shown.chat().lastUpdateAt());
    opponents(json, shown);
    if (shown.unread().isPresent()) {
      json.writeNumberField("unread_count", shown.unread().getAsInt());
    }
    json.writeFieldName("last_message");
    if (shown.lastMessage().isPresent()) {
      message(json, shown.lastMessage().get());
    } else {
      json.writeNull();
    }
    json.writeNumberField("last_seq", shown.chat().lastSeq());
    json.writeNumberField("version", shown.chat().version());
    json.writeEndObject();
  }

  void message(JsonGenerator json, ShownMessage shown) throws IOException {
    Message message = shown.message();
    json.writeStartObject();
    json.writeNumberField("id", message.id().value());
    json.writeNumberField("seq", message.seq());
    json.writeStringField(
        "client_message_id", message.clientId().map(ClientMessageId::value).orElse(""));
    json.writeNumberField("chat_id", message.chat().value());
    json.writeNumberField("user_id", message.author().value());
    json.writeStringField("sender", WireNames.of(message.sender()));
    json.writeStringField("status", WireNames.of(shown.status()));
    json.writeStringField("type", WireNames.of(message.content().type()));
    if (message.erased()) {
      json.writeBooleanField("erased", true);
    } else {
      content(json, shown);
    }
    date(json, "insert_date", message.insertedAt());
    if (shown.repeated()) {
      json.writeBooleanField("repeated", true);
    }
    json.writeEndObject();
  }

  void user(JsonGenerator json, Profile user) throws IOException {
    json.writeStartObject();
    profile(json, user);
    json.writeEndObject();
  }

  private void opponents(JsonGenerator json, ShownChat shown) throws IOException {
    json.writeFieldName("opponent");
    if (shown.opponent().isPresent()) {
      opponent(json, shown.opponent().get());
    } else {
      json.writeNull();
    }
    json.writeArrayFieldStart("opponents");
    for (Opponent opponent : shown.opponents()) {
      opponent(json, opponent);
    }
    json.writeEndArray();
  }

  private void opponent(JsonGenerator json, Opponent opponent) throws IOException {
    json.writeStartObject();
    profile(json, opponent.profile());
    json.writeStringField("user_type", WireNames.of(opponent.type()));
    json.writeEndObject();
  }

  private void profile(JsonGenerator json, Profile profile) throws IOException {
    json.writeNumberField("id", profile.user().value());
    json.writeStringField("firstName", profile.firstName());
    json.writeStringField("lastName", profile.lastName());
    json.writeStringField("middleName", profile.middleName());
    json.writeStringField("photo", profile.photo());
  }

  private void content(JsonGenerator json, ShownMessage shown) throws IOException {
    Content content = shown.message().content();
    json.writeStringField("text", content.text());
    json.writeObjectFieldStart("params");
    for (Map.Entry<String, String> param : content.params().entrySet()) {
      json.writeStringField(param.getKey(), param.getValue());
    }
    json.writeEndObject();
    json.writeStringField("file_id", content.file().map(FileId::value).orElse(""));
    json.writeFieldName("file");
    if (shown.file().isPresent()) {
      file(json, shown.file().get());
    } else {
      json.writeNull();
    }
  }

  private void file(JsonGenerator json, StoredFile file) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", file.id().value());
    if (file.details().isPresent()) {
      StoredFile.Details details = file.details().get();
      json.writeStringField("title", details.title());
      json.writeStringField("url", details.url());
      json.writeStringField("thumbnail", details.thumbnail());
      json.writeStringField("mimeType", details.mimeType());
      json.writeStringField("insertDate", details.insertDate());
      json.writeNumberField("size", details.size());
    }
    json.writeEndObject();
  }

  private void date(JsonGenerator json, String name, Instant date) throws IOException {
    json.writeStringField(name, dates.format(date));
  }
}
