package io.chats.adapter.nats.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Envelopes for logs: without tokens, texts of users and personal data. Only fields that are known
 * to be harmless are shown; every other value is masked.
 */
public final class MaskedJson {

  private static final int MAX_LENGTH = 2_000;
  private static final JsonNode MASK = TextNode.valueOf("***");
  private static final Pattern WORD = Pattern.compile("[\\w./:+-]{0,128}");

  /** The names of harmless fields: ids, words of the protocol, numbers, and dates of Chats. */
  private static final Set<String> HARMLESS =
      words(
          """
          method path type user_type status sender code id order_id chat_id user_id opponent_id
          old_user_id new_user_id before_chat_id message_id client_message_id request_id file_id
          patient_id consultation_id chats_id count seq last_seq version unread_count has_more
          result online repeated erased incomplete insert_date last_update_date expires_at node session since
          closed nodes
          """);

  /** The names of objects and arrays whose fields are masked one by one. */
  private static final Set<String> TRANSPARENT =
      words("body data error messages sessions users opponent opponents last_message recipient");

  private MaskedJson() {}

  private static Set<String> words(String names) {
    return Set.of(names.strip().split("\\s+"));
  }

  /** A request, or the reply of another service, in one line; cut when it is long. */
  public static String of(byte[] envelope) {
    return masked(envelope, false);
  }

  /**
   * A reply of Chats. Its explanation of an error is shown, as it repeats nothing of the request.
   */
  public static String ofOwnReply(byte[] envelope) {
    return masked(envelope, true);
  }

  private static String masked(byte[] envelope, boolean explains) {
    try {
      String masked = masked(Json.readTolerantly(envelope), explains).toString();
      return masked.length() > MAX_LENGTH ? masked.substring(0, MAX_LENGTH) + "…" : masked;
    } catch (InvalidJsonException e) {
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

  /** Masks the data of a frame, which another service composed, whatever its fields are named. */
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

  /** Returns whether the value is an id, a number or a word; texts for people never are. */
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
