package io.chats.adapter.nats.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the fields of the JSON object that stands for a value. */
@FunctionalInterface
public interface ValueWriter<T> {

  void write(JsonGenerator json, T value) throws IOException;

  /** Writes a field with the object of a value. */
  static <T> void object(JsonGenerator json, String name, T value, ValueWriter<T> fields)
      throws IOException {
    json.writeObjectFieldStart(name);
    fields.write(json, value);
    json.writeEndObject();
  }

  /** Writes a field with the object of a value, or null where there is none. */
  static <T> void orNull(JsonGenerator json, String name, Optional<T> value, ValueWriter<T> fields)
      throws IOException {
    if (value.isPresent()) {
      object(json, name, value.get(), fields);
    } else {
      json.writeNullField(name);
    }
  }

  /** Writes a field with an array of the objects of values. */
  static <T> void array(JsonGenerator json, String name, List<T> values, ValueWriter<T> fields)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T value : values) {
      json.writeStartObject();
      fields.write(json, value);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes the entries of a map as fields. */
  static void strings(JsonGenerator json, Map<String, String> strings) throws IOException {
    for (Map.Entry<String, String> entry : strings.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
  }
}
