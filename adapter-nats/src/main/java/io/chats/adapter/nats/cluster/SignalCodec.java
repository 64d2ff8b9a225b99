package io.chats.adapter.nats.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.json.WireNames;
import java.io.IOException;

/** Writes and reads signals: typing and presence. */
final class SignalCodec {

  private static final String TYPING = "typing";
  private static final String PRESENCE = "presence";

  private SignalCodec() {}

  static boolean isSignal(String kind) {
    return kind.equals(TYPING) || kind.equals(PRESENCE);
  }

  static void write(JsonGenerator json, ChatSignal signal) throws IOException {
    json.writeNumberField("user", signal.user().value());
    switch (signal.what()) {
      case ChatSignal.Typing typing -> {
        json.writeStringField("is", TYPING);
        json.writeStringField("status", typing.status());
      }
      case ChatSignal.PresenceChanged changed -> {
        json.writeStringField("is", PRESENCE);
        json.writeStringField("presence", WireNames.of(changed.presence()));
      }
    }
  }

  static ChatSignal read(ChatId chat, String kind, RequiredFields fields) {
    ChatSignal.What what =
        kind.equals(TYPING)
            ? new ChatSignal.Typing(fields.text("status"))
            : new ChatSignal.PresenceChanged(fields.named("presence", WireNames::presence));
    return new ChatSignal(chat, new UserId(fields.number("user")), what);
  }
}
