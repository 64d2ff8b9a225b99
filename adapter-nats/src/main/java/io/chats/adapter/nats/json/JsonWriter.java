package io.chats.adapter.nats.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes one JSON value. */
@FunctionalInterface
public interface JsonWriter {

  void writeTo(JsonGenerator json) throws IOException;

  /** Writes an object with the fields that the other one writes. */
  static JsonWriter object(JsonWriter fields) {
    return json -> {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    };
  }
}
