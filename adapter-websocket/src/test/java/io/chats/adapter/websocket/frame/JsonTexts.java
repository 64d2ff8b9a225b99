package io.chats.adapter.websocket.frame;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Valid and invalid JSON that clients might send. */
public final class JsonTexts {

  /** The fields of frames. */
  public static final List<String> FIELDS =
      List.of(
          "messages",
          "clientMessageId",
          "chatId",
          "messageId",
          "consultationId",
          "status",
          "type",
          "text",
          "params",
          "fileId");

  private JsonTexts() {}

  /** Objects with some of these fields, with any values. */
  public static Arbitrary<String> objects(List<String> fields) {
    return object(fields, values(fields, 3));
  }

  private static Arbitrary<String> values(List<String> fields, int depth) {
    Arbitrary<String> simple =
        Arbitraries.of(
            "null",
            "true",
            "0",
            "1",
            "7",
            "-1",
            "1.5",
            "1e400",
            "9223372036854775807",
            "9223372036854775808",
            "\"\"",
            "\"read\"",
            "\"message\"",
            "\"system\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"x\"",
            "[]",
            "{}");
    if (depth == 0) {
      return simple;
    }
    Arbitrary<String> deeper = values(fields, depth - 1);
    return Arbitraries.oneOf(simple, object(fields, deeper), array(deeper));
  }

  private static Arbitrary<String> array(Arbitrary<String> values) {
    return values.list().ofMaxSize(4).map(list -> "[" + String.join(",", list) + "]");
  }

  private static Arbitrary<String> object(List<String> fields, Arbitrary<String> values) {
    return Combinators.combine(Arbitraries.of(fields), values)
        .as((field, value) -> "\"" + field + "\":" + value)
        .list()
        .ofMaxSize(6)
        .map(list -> "{" + String.join(",", list) + "}");
  }
}
