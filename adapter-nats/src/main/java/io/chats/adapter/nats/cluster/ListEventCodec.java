package io.chats.adapter.nats.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.Opponent;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.StoredFile;
import io.chats.json.WireNames;
import java.io.IOException;
import java.util.Optional;

/** Writes and reads the events that hold lists: messages, presences and opponents. */
final class ListEventCodec {

  private ListEventCodec() {}

  static void write(JsonGenerator json, ClientEvent.MessagesPosted posted) throws IOException {
    json.writeStringField("is", "posted");
    json.writeArrayFieldStart("messages");
    for (ShownMessage shown : posted.messages()) {
      write(json, shown);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("users");
    for (Profile user : posted.users()) {
      write(json, user);
    }
    json.writeEndArray();
  }

  static ClientEvent posted(RequiredFields fields) {
    return new ClientEvent.MessagesPosted(
        fields.list("messages", ListEventCodec::shown),
        fields.list("users", ListEventCodec::profile));
  }

  static void write(JsonGenerator json, ClientEvent.OpponentStatus status) throws IOException {
    json.writeStringField("is", "presence");
    json.writeNumberField("chat", status.chat().value());
    json.writeArrayFieldStart("users");
    for (UserPresence user : status.users()) {
      json.writeStartObject();
      json.writeNumberField("user", user.user().value());
      json.writeStringField("presence", WireNames.of(user.presence()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static ClientEvent presence(RequiredFields fields) {
    return new ClientEvent.OpponentStatus(
        new ChatId(fields.number("chat")),
        fields.list(
            "users",
            user ->
                new UserPresence(
                    new UserId(user.number("user")), user.named("presence", WireNames::presence))));
  }

  static void write(JsonGenerator json, ClientEvent.ChatChanged changed) throws IOException {
    json.writeStringField("is", "chat");
    json.writeNumberField("chat", changed.chat().value());
    json.writeNumberField("version", changed.version());
    json.writeStringField("status", WireNames.of(changed.status()));
    json.writeArrayFieldStart("opponents");
    for (Opponent opponent : changed.opponents()) {
      json.writeStartObject();
      json.writeFieldName("profile");
      write(json, opponent.profile());
      json.writeStringField("type", WireNames.of(opponent.type()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("left", changed.left());
  }

  static ClientEvent chat(RequiredFields fields) {
    return new ClientEvent.ChatChanged(
        new ChatId(fields.number("chat")),
        fields.number("version"),
        fields.named("status", WireNames::chatStatus),
        fields.list("opponents", ListEventCodec::opponent),
        fields.flag("left"));
  }

  private static Opponent opponent(RequiredFields fields) {
    return new Opponent(
        profile(fields.nested("profile")), fields.named("type", WireNames::userType));
  }

  private static void write(JsonGenerator json, ShownMessage shown) throws IOException {
    json.writeStartObject();
    json.writeFieldName("message");
    MessageCodec.write(json, shown.message());
    json.writeStringField("status", WireNames.of(shown.status()));
    if (shown.file().isPresent()) {
      json.writeFieldName("file");
      write(json, shown.file().get());
    }
    json.writeBooleanField("repeated", shown.repeated());
    json.writeEndObject();
  }

  private static ShownMessage shown(RequiredFields fields) {
    return new ShownMessage(
        MessageCodec.read(fields.nested("message")),
        fields.named("status", WireNames::messageStatus),
        fields.optional("file").map(ListEventCodec::file),
        fields.flag("repeated"));
  }

  private static void write(JsonGenerator json, StoredFile file) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", file.id().value());
    Optional<StoredFile.Details> details = file.details();
    if (details.isPresent()) {
      json.writeObjectFieldStart("details");
      json.writeStringField("title", details.get().title());
      json.writeStringField("url", details.get().url());
      json.writeStringField("thumbnail", details.get().thumbnail());
      json.writeStringField("mimeType", details.get().mimeType());
      json.writeStringField("insertDate", details.get().insertDate());
      json.writeNumberField("size", details.get().size());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static StoredFile file(RequiredFields fields) {
    return new StoredFile(
        new FileId(fields.text("id")), fields.optional("details").map(ListEventCodec::details));
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

  private static void write(JsonGenerator json, Profile profile) throws IOException {
    json.writeStartObject();
    json.writeNumberField("user", profile.user().value());
    json.writeStringField("firstName", profile.firstName());
    json.writeStringField("lastName", profile.lastName());
    json.writeStringField("middleName", profile.middleName());
    json.writeStringField("photo", profile.photo());
    json.writeEndObject();
  }

  private static Profile profile(RequiredFields fields) {
    return new Profile(
        new UserId(fields.number("user")),
        fields.text("firstName"),
        fields.text("lastName"),
        fields.text("middleName"),
        fields.text("photo"));
  }
}
