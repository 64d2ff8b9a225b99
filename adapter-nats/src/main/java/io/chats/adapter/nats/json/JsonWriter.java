package io.chats.adapter.nats.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the fields of one JSON object. */
@FunctionalInterface
public interface JsonWriter {

  void writeTo(JsonGenerator json) throws IOException;
}
