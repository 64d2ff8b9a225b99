package io.chats.adapter.nats.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes one JSON value. */
@FunctionalInterface
public interface JsonWriter {

  void writeTo(JsonGenerator json) throws IOException;
}
