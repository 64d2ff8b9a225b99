package io.chats.adapter.mysql.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chats.domain.id.FileId;
import io.chats.domain.model.Content;
import io.chats.json.UnicodeText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Converts text to what every database stores: half of a surrogate pair, which is no character,
 * becomes a question mark. Connector/J would send it so; doing it earlier makes the text the same
 * where it is returned, stored and compared, with H2 too.
 */
public final class StoredText {

  private StoredText() {}

  public static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  /** The text as it will be read back. */
  public static String of(String text) {
    return UnicodeText.isWellFormed(text) ? text : text(bytes(text));
  }

  /** The content as it will be read back. */
  public static Content of(Content content) {
    return new Content(
        content.type(),
        of(content.text()),
        of(content.params()),
        content.file().map(file -> new FileId(of(file.value()))));
  }

  private static Map<String, String> of(Map<String, String> params) {
    Map<String, String> result = LinkedHashMap.newLinkedHashMap(params.size());
    params.forEach((key, value) -> result.put(of(key), of(value)));
    return result;
  }
}
