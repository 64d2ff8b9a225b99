package io.chats.adapter.mysql.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chats.domain.id.FileId;
import io.chats.domain.model.Content;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Text as every database stores it: a surrogate without its other half, which is no character, is a
 * question mark. Connector/J would send it so; doing it first makes what is returned, stored and
 * compared the same, in H2 too.
 */
public final class StoredText {

  private StoredText() {}

  public static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  /** As it will be read back. */
  public static String stored(String text) {
    return isWellFormed(text) ? text : text(bytes(text));
  }

  /** As it will be read back. */
  public static Content stored(Content content) {
    return new Content(
        content.type(),
        stored(content.text()),
        stored(content.params()),
        content.file().map(file -> new FileId(stored(file.value()))));
  }

  private static Map<String, String> stored(Map<String, String> params) {
    Map<String, String> result = LinkedHashMap.newLinkedHashMap(params.size());
    params.forEach((key, value) -> result.put(stored(key), stored(value)));
    return result;
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
