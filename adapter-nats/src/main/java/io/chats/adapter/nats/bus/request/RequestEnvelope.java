package io.chats.adapter.nats.bus.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.json.InvalidJsonException;
import io.chats.adapter.nats.json.Json;
import io.chats.adapter.nats.json.JsonDocument;
import java.util.Locale;
import java.util.Map;

/**
 * The envelope of a request (spec 3).
 *
 * @param method in upper case; empty when absent
 * @param path with a leading slash
 */
public record RequestEnvelope(String method, String path, RequestBody body) {

  /**
   * Reads the envelope.
   *
   * @throws RejectedRequestException if the bytes are no envelope
   */
  public static RequestEnvelope read(byte[] request) {
    JsonDocument document = document(request);
    JsonNode tree = document.tree();
    if (!tree.isObject()) {
      throw RejectedRequestException.malformed("a request is a JSON object");
    }
    RequestFields fields = new RequestFields(tree, Map.of());
    String path = fields.string("path").orElse("");
    return new RequestEnvelope(
        fields.string("method").orElse("").toUpperCase(Locale.ROOT),
        path.startsWith("/") ? path : "/" + path,
        new RequestBody(document, tree.path("body")));
  }

  private static JsonDocument document(byte[] request) {
    try {
      return Json.readStrictly(request);
    } catch (InvalidJsonException e) {
      throw RejectedRequestException.malformed("the request is " + e.getMessage());
    }
  }
}
