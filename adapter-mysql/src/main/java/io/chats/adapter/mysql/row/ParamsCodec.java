package io.chats.adapter.mysql.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;

/** Converts a message's params to their column: a JSON object of strings, in order, or null. */
public final class ParamsCodec {

  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(STRINGS);
  private static final ObjectReader READER = MAPPER.readerFor(STRINGS);

  private ParamsCodec() {}

  /** Returns the column's value; empty for null. */
  public static Optional<String> write(Map<String, String> params) {
    if (params.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(WRITER.writeValueAsString(params));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("params that cannot be written", e);
    }
  }

  /**
   * @throws UnreadableRowException for anything but a JSON object of strings
   */
  static Map<String, String> read(Optional<String> column) {
    if (column.isEmpty()) {
      return Map.of();
    }
    try {
      return READER.readValue(column.get());
    } catch (JsonProcessingException e) {
      // Without the cause, which quotes a user's text.
      throw new UnreadableRowException("params that cannot be read");
    }
  }
}
