package io.chats.adapter.nats.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An envelope as logs may have it: without tokens, without what people write, and without who they
 * are. Shown is only what is known to be harmless; of anything else just that it is there.
 */
public final class MaskedJson {

  private static final int LONGEST = 2_000;
  private static final JsonNode MASK = TextNode.valueOf("***");
  private static final Pattern WORD = Pattern.compile("[\\w./:+-]{0,128}");

  /** Ids, words of the protocol, numbers and dates of ours. */
  private static final Set<String> HARMLESS =
      Set.of(
          "method",
          "path",
          "type",
          "user_type",
          "status",
          "sender",
          "code",
          "id",
          "order_id",
          "chat_id",
          "user_id",
          "opponent_id",
          "old_user_id",
          "new_user_id",
          "before_chat_id",
          "message_id",
          "client_message_id",
          "request_id",
          "file_id",
          "patient_id",
          "consultation_id",
          "chats_id",
          "count",
          "seq",
          "last_seq",
          "version",
          "unread_count",
          "has_more",
          "result",
          "online",
          "repeated",
          "erased",
          "insert_date",
          "last_update_date",
          "expires_at");

  /** What may be looked into. */
  private static final Set<String> TRANSPARENT =
      Set.of(
          "body",
          "data",
          "error",
          "messages",
          "users",
          "opponent",
          "opponents",
          "last_message",
          "recipient");

  private MaskedJson() {}

  /** A request, or another service's reply. One line, cut when it is long. */
  public static String of(byte[] envelope) {
    return masked(envelope, false);
  }

  /** A reply of our own, whose explanation of an error repeats nothing that was asked. */
  public static String ofOwnReply(byte[] envelope) {
    return masked(envelope, true);
  }

  private static String masked(byte[] envelope, boolean explains) {
    try {
      String masked = masked(Json.readTolerantly(envelope), explains).toString();
      return masked.length() > LONGEST ? masked.substring(0, LONGEST) + "…" : masked;
    } catch (NotJsonException e) {
      return "(" + envelope.length + " bytes, not JSON)";
    }
  }

  private static JsonNode masked(JsonNode envelope, boolean explains) {
    JsonNode explanation = envelope.path("error").path("message");
    hideFrame(envelope.path("body"));
    JsonNode masked = element(envelope);
    if (explains && masked.path("error") instanceof ObjectNode error) {
      error.set("message", explanation);
    }
    return masked;
  }

  /** What is in a frame is between that service and the client, whatever its names. */
  private static void hideFrame(JsonNode body) {
    if (body instanceof ObjectNode object && object.hasNonNull("data")) {
      object.set("data", MASK);
    }
  }

  private static void mask(JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          field.setValue(shown(field.getKey(), field.getValue()));
        }
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, element(array.get(i)));
        }
      }
      default -> {}
    }
  }

  private static JsonNode shown(String name, JsonNode value) {
    if (value.isContainerNode() && TRANSPARENT.contains(name)) {
      mask(value);
      return value;
    }
    return value.isNull() || (HARMLESS.contains(name) && isHarmless(value)) ? value : MASK;
  }

  /** Whatever its name, a text for people is none of these. */
  private static boolean isHarmless(JsonNode value) {
    return switch (value) {
      case ArrayNode ids -> ids.valueStream().allMatch(JsonNode::isIntegralNumber);
      case TextNode word -> WORD.matcher(word.textValue()).matches();
      default -> value.isValueNode();
    };
  }

  private static JsonNode element(JsonNode element) {
    mask(element);
    return element.isObject() ? element : MASK;
  }
}
