package io.chats.domain.model;

import io.chats.domain.id.FileId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a message.
 *
 * @param text may be empty
 * @param params in the order given; empty when there are none
 * @param file of the storage service
 */
public record Content(
    MessageType type, String text, Map<String, String> params, Optional<FileId> file) {

  public Content {
    params = params.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  public static Content text(String text) {
    return new Content(MessageType.MESSAGE, text, Map.of(), Optional.empty());
  }

  /** The number of chars of text and params together. */
  public int chars() {
    return text.length()
        + params.entrySet().stream()
            .mapToInt(param -> param.getKey().length() + param.getValue().length())
            .sum();
  }

  /** Leaves out the text: contents are medical, and strings end up in logs. */
  @Override
  public String toString() {
    return "Content[" + type + ", " + text.length() + " chars]";
  }
}
