package io.chats.domain.model;

import io.chats.domain.refusal.Refusal;
import java.util.Map;
import java.util.Optional;

/**
 * The bounds on what users and services may send (spec 10). Lengths are in code points.
 *
 * @param text of a message
 * @param params entries of a message's params
 * @param paramKey length of a key
 * @param paramValue length of a value
 * @param clientMessageId length
 * @param requestId length
 * @param fileId length
 * @param typingStatus length
 * @param messagesPerFrame of one WebSocket frame
 * @param frameBytes of one WebSocket frame
 * @param participants active ones of one chat, bots included
 */
public record Limits(
    int text,
    int params,
    int paramKey,
    int paramValue,
    int clientMessageId,
    int requestId,
    int fileId,
    int typingStatus,
    int messagesPerFrame,
    int frameBytes,
    int participants) {

  /** The documented defaults; the columns of the tables are as wide as the lengths. */
  public static final Limits DEFAULT =
      new Limits(4096, 32, 64, 1024, 64, 64, 128, 32, 50, 64 * 1024, 1000);

  /** The refusal for the first bound that the content exceeds, or empty. */
  public Optional<Refusal> check(Content content) {
    if (exceeds(content.text(), text)) {
      return tooLong("text", text);
    }
    if (content.params().size() > params) {
      return tooLong("params", params);
    }
    for (Map.Entry<String, String> param : content.params().entrySet()) {
      if (exceeds(param.getKey(), paramKey)) {
        return tooLong("a key of params", paramKey);
      }
      if (exceeds(param.getValue(), paramValue)) {
        return tooLong("a value of params", paramValue);
      }
    }
    return content
        .file()
        .filter(file -> exceeds(file.value(), fileId))
        .flatMap(file -> tooLong("file_id", fileId));
  }

  /** Returns whether a text has more than so many code points. */
  public static boolean exceeds(String text, int codePoints) {
    // Most texts are short: a code point is one or two chars, so the count is rarely needed.
    return text.length() > codePoints && text.codePointCount(0, text.length()) > codePoints;
  }

  private static Optional<Refusal> tooLong(String field, int limit) {
    return Optional.of(new Refusal.TooLong(field, limit));
  }
}
