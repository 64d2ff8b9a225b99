package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ClientEvent.Opponent;
import java.io.IOException;
import java.util.List;

/** Writes the opponents of whoever a frame is for. */
final class OpponentsEncoder {

  private OpponentsEncoder() {}

  static void write(List<Opponent> opponents, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("opponents");
    for (Opponent opponent : opponents) {
      json.writeStartObject();
      ProfileEncoder.write(opponent.profile(), json);
      json.writeStringField("user_type", WireNames.of(opponent.type()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
