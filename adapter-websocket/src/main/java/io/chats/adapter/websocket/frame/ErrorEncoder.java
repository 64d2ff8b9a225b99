package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ClientEvent.RequestFailed;
import io.chats.domain.id.ClientMessageId;
import java.io.IOException;
import java.util.Optional;

/** Writes an error frame, which has no data: the seed puts the error beside it. */
final class ErrorEncoder {

  private ErrorEncoder() {}

  static void write(RequestFailed failed, JsonGenerator json) throws IOException {
    json.writeStringField("type", "error");
    writeIfThere("request", failed.request(), json);
    writeIfThere("clientMessageId", failed.clientMessageId().map(ClientMessageId::value), json);
    json.writeObjectFieldStart("error");
    json.writeNumberField("code", failed.code().number());
    json.writeStringField("message", failed.explanation());
    json.writeEndObject();
  }

  private static void writeIfThere(String field, Optional<String> value, JsonGenerator json)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    }
  }
}
