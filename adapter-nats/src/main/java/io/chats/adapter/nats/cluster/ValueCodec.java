package io.chats.adapter.nats.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.adapter.nats.json.ValueWriter;
import io.chats.domain.event.ClientEvent.Opponent;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.Profile;
import io.chats.domain.model.StoredFile;
import io.chats.json.WireNames;
import java.io.IOException;
import java.time.Instant;

/** Writes and reads the values in announcements and notices; dates are exact to the millisecond. */
final class ValueCodec {

  private ValueCodec() {}

  static void write(JsonGenerator json, Message message) throws IOException {
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
  }

  static Message message(RequiredFields fields) {
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
    ValueWriter.object(json, "params", content.params(), ValueWriter::strings);
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

  static void write(JsonGenerator json, ShownMessage shown) throws IOException {
    ValueWriter.object(json, "message", shown.message(), ValueCodec::write);
    json.writeStringField("status", WireNames.of(shown.status()));
    if (shown.file().isPresent()) {
      ValueWriter.object(json, "file", shown.file().get(), ValueCodec::write);
    }
    json.writeBooleanField("repeated", shown.repeated());
  }

  static ShownMessage shown(RequiredFields fields) {
    return new ShownMessage(
        message(fields.nested("message")),
        fields.named("status", WireNames::messageStatus),
        fields.optional("file").map(ValueCodec::file),
        fields.flag("repeated"));
  }

  private static void write(JsonGenerator json, StoredFile file) throws IOException {
    json.writeStringField("id", file.id().value());
    if (file.details().isPresent()) {
      ValueWriter.object(json, "details", file.details().get(), ValueCodec::write);
    }
  }

  private static StoredFile file(RequiredFields fields) {
    return new StoredFile(
        new FileId(fields.text("id")), fields.optional("details").map(ValueCodec::details));
  }

  private static void write(JsonGenerator json, StoredFile.Details details) throws IOException {
    json.writeStringField("title", details.title());
    json.writeStringField("url", details.url());
    json.writeStringField("thumbnail", details.thumbnail());
    json.writeStringField("mimeType", details.mimeType());
    json.writeStringField("insertDate", details.insertDate());
    json.writeNumberField("size", details.size());
  }

  private static StoredFile.Details details(RequiredFields fields) {
    return new StoredFile.Details(
        fields.text("title"),
        fields.text("url"),
        fields.text("thumbnail"),
        fields.text("mimeType"),
        fields.text("insertDate"),
        fields.number("size"));
  }

  static void write(JsonGenerator json, Profile profile) throws IOException {
    json.writeNumberField("user", profile.user().value());
    json.writeStringField("firstName", profile.firstName());
    json.writeStringField("lastName", profile.lastName());
    json.writeStringField("middleName", profile.middleName());
    json.writeStringField("photo", profile.photo());
  }

  static Profile profile(RequiredFields fields) {
    return new Profile(
        new UserId(fields.number("user")),
        fields.text("firstName"),
        fields.text("lastName"),
        fields.text("middleName"),
        fields.text("photo"));
  }

  static void write(JsonGenerator json, Opponent opponent) throws IOException {
    ValueWriter.object(json, "profile", opponent.profile(), ValueCodec::write);
    json.writeStringField("type", WireNames.of(opponent.type()));
  }

  static Opponent opponent(RequiredFields fields) {
    return new Opponent(
        profile(fields.nested("profile")), fields.named("type", WireNames::userType));
  }

  static void write(JsonGenerator json, UserPresence user) throws IOException {
    json.writeNumberField("user", user.user().value());
    json.writeStringField("presence", WireNames.of(user.presence()));
  }

  static UserPresence presence(RequiredFields fields) {
    return new UserPresence(
        new UserId(fields.number("user")), fields.named("presence", WireNames::presence));
  }
}
