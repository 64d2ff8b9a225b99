package io.chats.adapter.nats.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/** An envelope as logs may have it: without tokens, and without what people write. */
public final class MaskedJson {

  private static final int LONGEST = 2_000;
  private static final JsonNode MASK = TextNode.valueOf("***");

  /** Tokens, texts, and files: their titles tell, and their URLs may hold a token. */
  private static final Set<String> SECRET =
      Set.of("access_token", "token", "text", "params", "file", "title", "url", "thumbnail");

  private MaskedJson() {}

  /** One line, cut when it is long. */
  public static String of(byte[] envelope) {
    try {
      String masked = masked(Json.readTolerantly(envelope)).toString();
      return masked.length() > LONGEST ? masked.substring(0, LONGEST) + "…" : masked;
    } catch (NotJsonException e) {
      return "(" + envelope.length + " bytes, not JSON)";
    }
  }

  private static JsonNode masked(JsonNode envelope) {
    if (envelope instanceof ObjectNode object) {
      // In a request this is where a message's text is, or a push's; in an error it is our own.
      maskTexts(object.path("body"), "message");
      maskTexts(object.path("body"), "data");
      mask(object);
    }
    return envelope;
  }

  private static void maskTexts(JsonNode body, String name) {
    if (body instanceof ObjectNode object && object.hasNonNull(name)) {
      object.set(name, MASK);
    }
  }

  private static void mask(JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          if (SECRET.contains(field.getKey()) && !field.getValue().isNull()) {
            field.setValue(MASK);
          } else {
            mask(field.getValue());
          }
        }
      }
      case ArrayNode array -> array.forEach(MaskedJson::mask);
      default -> {}
    }
  }
}
