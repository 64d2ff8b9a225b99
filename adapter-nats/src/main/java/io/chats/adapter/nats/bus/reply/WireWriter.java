package io.chats.adapter.nats.bus.reply;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.adapter.nats.json.ValueWriter;
import io.chats.application.api.ChatReading.ShownChat;
import io.chats.domain.event.ClientEvent.Opponent;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.NodeId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.Profile;
import io.chats.domain.model.StoredFile;
import io.chats.json.WireNames;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the fields of chats, messages and users in the format of spec 4. Immutable. */
public final class WireWriter {

  private final DateTimeFormatter dates;

  public WireWriter(ZoneId zone) {
    dates = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(zone);
  }

  /**
   * Writes a chat.
   *
   * @param opponents the first of its opponents, or all
   * @param detail how much of its last message is written
   */
  void chat(JsonGenerator json, ShownChat shown, List<Opponent> opponents, MessageDetail detail)
      throws IOException {
    json.writeNumberField("id", shown.chat().id().value());
    json.writeStringField("status", WireNames.of(shown.chat().status()));
    json.writeNumberField("order_id", shown.chat().order().value());
    date(json, "insert_date", shown.chat().createdAt());
    date(json, "last_update_date", shown.chat().lastUpdateAt());
    ValueWriter.orNull(json, "opponent", shown.opponent(), this::opponent);
    ValueWriter.array(json, "opponents", opponents, this::opponent);
    if (opponents.size() < shown.opponents().size()) {
      json.writeBooleanField("has_more_opponents", true);
    }
    if (shown.unread().isPresent()) {
      json.writeNumberField("unread_count", shown.unread().getAsInt());
    }
    ValueWriter.orNull(
        json,
        "last_message",
        shown.lastMessage(),
        (fields, message) -> message(fields, message, detail));
    json.writeNumberField("last_seq", shown.chat().lastSeq());
    json.writeNumberField("version", shown.chat().version());
  }

  void message(JsonGenerator json, ShownMessage shown, MessageDetail detail) throws IOException {
    Message message = shown.message();
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
      content(json, shown, detail);
    }
    date(json, "insert_date", message.insertedAt());
    if (shown.repeated()) {
      json.writeBooleanField("repeated", true);
    }
  }

  void user(JsonGenerator json, Profile user) throws IOException {
    json.writeNumberField("id", user.user().value());
    json.writeStringField("firstName", user.firstName());
    json.writeStringField("lastName", user.lastName());
    json.writeStringField("middleName", user.middleName());
    json.writeStringField("photo", user.photo());
  }

  void session(JsonGenerator json, NodeId node, SessionAnswer.Session session) throws IOException {
    json.writeStringField("node", node.value());
    json.writeStringField("session", session.id().value());
    date(json, "since", session.since());
    json.writeStringField("address", session.address());
  }

  void opponent(JsonGenerator json, Opponent opponent) throws IOException {
    user(json, opponent.profile());
    json.writeStringField("user_type", WireNames.of(opponent.type()));
  }

  private void content(JsonGenerator json, ShownMessage shown, MessageDetail detail)
      throws IOException {
    Content content = shown.message().content();
    boolean isWhole = detail == MessageDetail.WHOLE;
    json.writeStringField("text", detail == MessageDetail.WITHOUT_CONTENT ? "" : content.text());
    Map<String, String> params = isWhole ? content.params() : Map.of();
    ValueWriter.object(json, "params", params, ValueWriter::strings);
    json.writeStringField("file_id", content.file().map(FileId::value).orElse(""));
    ValueWriter.orNull(
        json, "file", isWhole ? shown.file() : shown.file().map(WireWriter::onlyId), this::file);
    if (!isWhole) {
      json.writeBooleanField("incomplete", true);
    }
  }

  private static StoredFile onlyId(StoredFile file) {
    return new StoredFile(file.id(), Optional.empty());
  }

  private void file(JsonGenerator json, StoredFile file) throws IOException {
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
  }

  private void date(JsonGenerator json, String name, Instant date) throws IOException {
    json.writeStringField(name, dates.format(date));
  }
}
