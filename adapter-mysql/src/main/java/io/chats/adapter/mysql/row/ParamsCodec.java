package io.chats.adapter.mysql.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;

/** A message's params as a column holds them: a JSON object of strings, in order, or null. */
public final class ParamsCodec {

  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  private final ObjectWriter writer;
  private final ObjectReader reader;

  public ParamsCodec() {
    JsonMapper mapper = JsonMapper.builder().build();
    this.writer = mapper.writerFor(STRINGS);
    this.reader = mapper.readerFor(STRINGS);
  }

  public Optional<String> write(Map<String, String> params) {
    if (params.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(writer.writeValueAsString(params));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("params that cannot be written", e);
    }
  }

  Map<String, String> read(Optional<String> column) {
    if (column.isEmpty()) {
      return Map.of();
    }
    try {
      return reader.readValue(column.get());
    } catch (JsonProcessingException e) {
      // Without the cause, which quotes what a user said.
      throw new IllegalStateException("params that cannot be read");
    }
  }
}
