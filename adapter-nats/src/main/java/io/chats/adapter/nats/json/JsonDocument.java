package io.chats.adapter.nats.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A JSON document as a tree, and as it was written.
 *
 * @param text the well-formed text that the tree was read from
 */
public record JsonDocument(String text, JsonNode tree) {

  /**
   * A value exactly as it was written; the tree does not keep the spelling of numbers.
   *
   * @param path the names of nested fields
   * @return empty where there is no such field
   */
  public Optional<String> raw(String... path) {
    try (JsonParser json = Json.parser(text)) {
      json.nextToken();
      for (String name : path) {
        if (!entered(json, name)) {
          return Optional.empty();
        }
      }
      int start = (int) json.currentTokenLocation().getCharOffset();
      json.skipChildren();
      json.finishToken();
      return Optional.of(text.substring(start, (int) json.currentLocation().getCharOffset()));
    } catch (IOException e) {
      throw new UncheckedIOException("what was read once cannot be read again", e);
    }
  }

  @Override
  public String toString() {
    return "JsonDocument[" + text.length() + " chars]";
  }

  private static boolean entered(JsonParser json, String name) throws IOException {
    if (!json.hasToken(JsonToken.START_OBJECT)) {
      return false;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = json.currentName().equals(name);
      json.nextToken();
      if (found) {
        return true;
      }
      json.skipChildren();
    }
    return false;
  }
}
