package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ClientEvent.ChatChanged;
import java.io.IOException;

/** Writes the data of a {@code chat} frame. */
final class ChatEncoder {

  private ChatEncoder() {}

  /** Who no longer takes part is told that, and nothing else. */
  static void write(ChatChanged changed, JsonGenerator json) throws IOException {
    json.writeNumberField("chatId", changed.chat().value());
    if (changed.left()) {
      json.writeBooleanField("left", true);
      return;
    }
    json.writeNumberField("version", changed.version());
    json.writeStringField("status", WireNames.of(changed.status()));
    OpponentsEncoder.write(changed.opponents(), json);
  }
}
