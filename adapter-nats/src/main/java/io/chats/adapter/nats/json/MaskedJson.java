package io.chats.adapter.nats.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/**
 * An envelope as logs may have it: without tokens, without what people write, and without who they
 * are. Shown is only what is known to be harmless; of anything else just that it is there.
 */
public final class MaskedJson {

  private static final int LONGEST = 2_000;
  private static final JsonNode MASK = TextNode.valueOf("***");

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

  /** Of our own API, whose errors repeat nothing of a user's. One line, cut when it is long. */
  public static String of(byte[] envelope) {
    return masked(envelope, true);
  }

  /** Of another service, whose errors may tell anything. */
  public static String ofOthers(byte[] envelope) {
    return masked(envelope, false);
  }

  private static String masked(byte[] envelope, boolean showsErrors) {
    try {
      String masked = masked(Json.readTolerantly(envelope), showsErrors).toString();
      return masked.length() > LONGEST ? masked.substring(0, LONGEST) + "…" : masked;
    } catch (NotJsonException e) {
      return "(" + envelope.length + " bytes, not JSON)";
    }
  }

  private static JsonNode masked(JsonNode envelope, boolean showsErrors) {
    if (!(envelope instanceof ObjectNode object)) {
      return MASK;
    }
    JsonNode explanation = object.path("error").path("message");
    hideFrame(object.path("body"));
    mask(object);
    if (showsErrors && explanation.isTextual()) {
      ((ObjectNode) object.get("error")).set("message", explanation);
    }
    return object;
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
    if (value.isNull() || value.equals(MASK)) {
      return value;
    }
    if (value.isContainerNode()) {
      if (TRANSPARENT.contains(name)) {
        mask(value);
        return value;
      }
      return HARMLESS.contains(name) && value.isArray() ? ids(value) : MASK;
    }
    return HARMLESS.contains(name) ? value : MASK;
  }

  private static JsonNode element(JsonNode element) {
    if (element.isObject()) {
      mask(element);
      return element;
    }
    return MASK;
  }

  private static JsonNode ids(JsonNode array) {
    for (JsonNode element : array) {
      if (!element.isIntegralNumber()) {
        return MASK;
      }
    }
    return array;
  }
}
