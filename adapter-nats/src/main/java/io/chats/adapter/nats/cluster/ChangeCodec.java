package io.chats.adapter.nats.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ChatChange;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import java.io.IOException;

/** Writes and reads the part of an announcement that says what was stored. */
final class ChangeCodec {

  private static final String POSTED = "posted";
  private static final String READ = "read";
  private static final String PARTICIPANTS = "participants";
  private static final String CLOSED = "closed";

  private ChangeCodec() {}

  static void write(JsonGenerator json, ChatChange.What what) throws IOException {
    switch (what) {
      case ChatChange.Posted posted -> {
        json.writeStringField("is", POSTED);
        json.writeArrayFieldStart("messages");
        for (Message message : posted.messages()) {
          MessageCodec.write(json, message);
        }
        json.writeEndArray();
      }
      case ChatChange.Read read -> {
        json.writeStringField("is", READ);
        json.writeNumberField("reader", read.reader().value());
        json.writeNumberField("message", read.message().value());
        json.writeNumberField("seq", read.seq());
      }
      case ChatChange.ParticipantsChanged participants -> json.writeStringField("is", PARTICIPANTS);
      case ChatChange.Closed closed -> json.writeStringField("is", CLOSED);
    }
  }

  static ChatChange.What read(String kind, RequiredFields fields) {
    return switch (kind) {
      case POSTED -> new ChatChange.Posted(fields.list("messages", MessageCodec::read));
      case READ ->
          new ChatChange.Read(
              new UserId(fields.number("reader")),
              new MessageId(fields.number("message")),
              fields.number("seq"));
      case PARTICIPANTS -> new ChatChange.ParticipantsChanged();
      case CLOSED -> new ChatChange.Closed();
      default -> throw new MalformedAnnouncementException("unknown kind");
    };
  }
}
