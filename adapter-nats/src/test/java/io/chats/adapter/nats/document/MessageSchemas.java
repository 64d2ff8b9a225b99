package io.chats.adapter.nats.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of a document's messages. Safe for use by any thread. */
final class MessageSchemas {

  private final JsonNode components;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private MessageSchemas(JsonNode components) {
    this.components = components;
  }

  /** The schemas as they are: undocumented fields are ignored. */
  static MessageSchemas lenient(BusDocument document) {
    return new MessageSchemas(document.root().get("components"));
  }

  /** The schemas without undocumented fields. */
  static MessageSchemas strict(BusDocument document) {
    JsonNode closed = document.root().get("components").deepCopy();
    close(closed);
    return new MessageSchemas(closed);
  }

  /** The errors of a message of that name; empty when it is as documented. */
  List<String> violations(String message, JsonNode payload) {
    return schemas.computeIfAbsent(message, this::schema).validate(payload).stream()
        .map(error -> message + error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /** The components go with the schema, so that its references lead to them. */
  private Schema schema(String message) {
    ObjectNode schema = new ObjectMapper().createObjectNode();
    schema.put("$ref", "#/components/messages/" + message + "/payload");
    schema.set("components", components);
    return registry.getSchema(schema);
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && object.path("type").asText().equals("object")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(MessageSchemas::close);
  }
}
