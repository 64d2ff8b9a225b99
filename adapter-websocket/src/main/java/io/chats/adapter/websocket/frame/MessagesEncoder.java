package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.Profile;
import io.chats.domain.model.StoredFile;
import io.chats.json.WireNames;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the data of a {@code message} frame. */
final class MessagesEncoder {

  private final DateTimeFormatter dates;

  MessagesEncoder(ZoneId zone) {
    this.dates = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(zone);
  }

  void write(MessagesPosted posted, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("messages");
    for (ShownMessage message : posted.messages()) {
      write(message, json);
    }
    json.writeEndArray();
    writeUsers(posted.users(), json);
  }

  private static void writeUsers(List<Profile> users, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("users");
    for (Profile user : users) {
      json.writeStartObject();
      writeProfile(user, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void writeProfile(Profile profile, JsonGenerator json) throws IOException {
    json.writeNumberField("id", profile.user().value());
    json.writeStringField("firstName", profile.firstName());
    json.writeStringField("lastName", profile.lastName());
    json.writeStringField("middleName", profile.middleName());
    json.writeStringField("photo", profile.photo());
  }

  private void write(ShownMessage shown, JsonGenerator json) throws IOException {
    Message message = shown.message();
    json.writeStartObject();
    json.writeNumberField("id", message.id().value());
    json.writeNumberField("seq", message.seq());
    json.writeStringField(
        "clientMessageId", message.clientId().map(ClientMessageId::value).orElse(""));
    json.writeStringField("insertDate", dates.format(message.insertedAt()));
    json.writeNumberField("chatId", message.chat().value());
    json.writeNumberField("userId", message.author().value());
    json.writeStringField("sender", WireNames.of(message.sender()));
    json.writeStringField("status", WireNames.of(shown.status()));
    write(message.content(), json);
    writeFile(shown.file(), json);
    writeFlag("erased", message.erased(), json);
    writeFlag("repeated", shown.repeated(), json);
    json.writeEndObject();
  }

  private static void write(Content content, JsonGenerator json) throws IOException {
    json.writeStringField("type", WireNames.of(content.type()));
    json.writeStringField("text", content.text());
    json.writeObjectFieldStart("params");
    for (Map.Entry<String, String> param : content.params().entrySet()) {
      json.writeStringField(param.getKey(), param.getValue());
    }
    json.writeEndObject();
  }

  private static void writeFile(Optional<StoredFile> file, JsonGenerator json) throws IOException {
    if (file.isEmpty()) {
      json.writeNullField("file");
      return;
    }
    json.writeObjectFieldStart("file");
    json.writeStringField("id", file.map(StoredFile::id).map(FileId::value).orElseThrow());
    Optional<StoredFile.Details> details = file.flatMap(StoredFile::details);
    if (details.isPresent()) {
      write(details.get(), json);
    }
    json.writeEndObject();
  }

  private static void write(StoredFile.Details details, JsonGenerator json) throws IOException {
    json.writeStringField("title", details.title());
    json.writeStringField("url", details.url());
    json.writeStringField("thumbnail", details.thumbnail());
    json.writeStringField("mimeType", details.mimeType());
    json.writeStringField("insertDate", details.insertDate());
    json.writeNumberField("size", details.size());
  }

  /** Writes a flag only where it is set: the first clients know no flags. */
  private static void writeFlag(String name, boolean set, JsonGenerator json) throws IOException {
    if (set) {
      json.writeBooleanField(name, true);
    }
  }
}
