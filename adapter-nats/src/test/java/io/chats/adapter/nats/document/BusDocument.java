package io.chats.adapter.nats.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The AsyncAPI document of the Bus API, as it is shipped. */
public final class BusDocument {

  private static final String OWN_ERRORS = "Errors of its own:";
  private static final String RESOURCE = "/io/chats/adapter/nats/asyncapi/bus-api.yaml";

  private final JsonNode root;

  private BusDocument(JsonNode root) {
    this.root = root;
  }

  /**
   * A documented request.
   *
   * @param key the name of its message in the document
   * @param reply the name of the message with the data of the reply; empty where there is no reply
   * @param examples whole requests, in an order in which they work
   */
  public record Request(String key, Optional<String> reply, List<JsonNode> examples) {}

  /** Reads the document. */
  public static BusDocument load() {
    try (InputStream yaml = BusDocument.class.getResourceAsStream(RESOURCE)) {
      return new BusDocument(new ObjectMapper(new YAMLFactory()).readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode root() {
    return root;
  }

  /**
   * The fields that the body of a request can have. A field of a nested object is written {@code
   * a.b}, and the fields of the objects of an array by their names alone.
   */
  public List<String> fieldsOf(Request request) {
    List<String> fields = new ArrayList<>();
    collectFields(message(request.key()).at("/payload/properties/body"), "", fields);
    return fields;
  }

  /** The codes of the errors that are specific to a request, by its description. */
  public Set<Integer> errorsOf(Request request) {
    String description = root.at("/operations/" + request.key() + "/description").textValue();
    String codes = description.substring(description.indexOf(OWN_ERRORS) + OWN_ERRORS.length());
    return Pattern.compile("\\d+")
        .matcher(codes)
        .results()
        .map(code -> Integer.valueOf(code.group()))
        .collect(Collectors.toSet());
  }

  /** The requests to Chats, in the order of the document. */
  public List<Request> asked() {
    return requests("receive");
  }

  /** The requests of Chats to other services. */
  public List<Request> upstream() {
    return requests("send");
  }

  /** An example of the reply to a request; empty where there is no reply. */
  public Optional<JsonNode> answerTo(Request request) {
    return request.reply().map(reply -> examples(reply).getFirst());
  }

  /** The message of that name. */
  JsonNode message(String key) {
    return root.at("/components/messages/" + key);
  }

  /** The examples of a message. */
  List<JsonNode> examples(String key) {
    List<JsonNode> examples = new ArrayList<>();
    message(key).path("examples").forEach(example -> examples.add(example.get("payload")));
    return examples;
  }

  private void collectFields(JsonNode schema, String prefix, List<String> fields) {
    JsonNode described = schema.has("$ref") ? referred(schema) : schema;
    if (described.has("items") && prefix.isEmpty()) {
      collectFields(described.get("items"), prefix, fields);
    }
    for (Map.Entry<String, JsonNode> field : described.path("properties").properties()) {
      fields.add(prefix + field.getKey());
      collectFields(field.getValue(), prefix + field.getKey() + ".", fields);
    }
  }

  private List<Request> requests(String action) {
    return StreamSupport.stream(root.get("operations").spliterator(), false)
        .filter(operation -> operation.get("action").textValue().equals(action))
        .map(this::request)
        .toList();
  }

  private Request request(JsonNode operation) {
    String key = resolve(operation.at("/messages/0"));
    JsonNode reply = operation.at("/reply/messages/0");
    return new Request(
        key, reply.isMissingNode() ? Optional.empty() : Optional.of(resolve(reply)), examples(key));
  }

  /** Messages of operations refer to those of a channel, which refer to the components. */
  private String resolve(JsonNode message) {
    String component = referred(message).get("$ref").textValue();
    return component.substring(component.lastIndexOf('/') + 1);
  }

  private JsonNode referred(JsonNode reference) {
    return root.at(reference.get("$ref").textValue().substring(1));
  }
}
