package io.chats.adapter.websocket.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.chats.adapter.websocket.document.ApiDocument.Frame;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Validates frames against the schemas of the document. Safe for use by any thread. */
public final class FrameSchemas {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OTHER = "";
  private static final int MAX_CACHED = 2_000;

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
  private final Map<String, Schema> byType = new HashMap<>();

  /** Frames that were valid lately: the same frame goes to many clients. */
  private final Set<String> right = ConcurrentHashMap.newKeySet();

  private FrameSchemas(List<Frame> frames, JsonNode components) {
    for (Frame frame : frames) {
      byType.put(frame.type().orElse(OTHER), schema(frame.key(), components));
    }
  }

  /** The schemas of the frames that clients receive: fields that are not described are errors. */
  public static FrameSchemas toClients() {
    ApiDocument document = ApiDocument.load();
    JsonNode components = document.root().get("components");
    close(components);
    return new FrameSchemas(document.toClients(), components);
  }

  /** The schemas of the frames that clients send: unknown fields are ignored. */
  static FrameSchemas fromClients() {
    ApiDocument document = ApiDocument.load();
    return new FrameSchemas(document.fromClients(), document.root().get("components"));
  }

  /** The errors of a frame; empty when it is as described. */
  public List<String> violations(String frame) {
    if (right.contains(frame)) {
      return List.of();
    }
    List<String> violations = check(frame);
    if (violations.isEmpty()) {
      cache(frame);
    }
    return violations;
  }

  private List<String> check(String frame) {
    try {
      return violations(JSON.readTree(frame));
    } catch (IOException e) {
      return List.of("not JSON: " + frame);
    }
  }

  private void cache(String frame) {
    if (right.size() >= MAX_CACHED) {
      right.clear();
    }
    right.add(frame);
  }

  List<String> violations(JsonNode frame) {
    Schema schema = byType.getOrDefault(frame.path("type").asText(), byType.get(OTHER));
    return schema == null
        ? List.of("no such type: " + frame)
        : schema.validate(frame).stream().map(error -> describe(error, frame)).toList();
  }

  private static String describe(Error error, JsonNode frame) {
    return error.getInstanceLocation() + ": " + error.getMessage() + " in " + frame;
  }

  /** Puts the components into the schema, so that its references can be resolved. */
  private Schema schema(String key, JsonNode components) {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$ref", "#/components/messages/" + key + "/payload");
    schema.set("components", components);
    return registry.getSchema(schema);
  }

  /** Forbids undescribed fields in every object that describes some. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && object.path("type").asText().equals("object")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(FrameSchemas::close);
  }
}
