package io.chats.adapter.websocket.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The AsyncAPI document that is shipped. */
public final class ApiDocument {

  private static final String RESOURCE = "/io/chats/adapter/websocket/asyncapi/websocket-api.yaml";

  private final JsonNode root;

  private ApiDocument(JsonNode root) {
    this.root = root;
  }

  /**
   * A frame that is described.
   *
   * @param key its name in the document
   * @param type its type on the wire; empty for frames of any other type
   */
  public record Frame(String key, Optional<String> type, List<JsonNode> examples) {}

  /** Reads the document. */
  public static ApiDocument load() {
    try (InputStream yaml = ApiDocument.class.getResourceAsStream(RESOURCE)) {
      return new ApiDocument(new ObjectMapper(new YAMLFactory()).readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode root() {
    return root;
  }

  /** The description of the API, in Markdown. */
  String description() {
    return root.at("/info/description").textValue();
  }

  /** The frames that clients send. */
  public List<Frame> fromClients() {
    return frames("receive");
  }

  /** The frames that clients receive. */
  public List<Frame> toClients() {
    return frames("send");
  }

  private List<Frame> frames(String action) {
    List<Frame> frames = new ArrayList<>();
    for (JsonNode operation : root.get("operations")) {
      if (operation.get("action").textValue().equals(action)) {
        operation.get("messages").forEach(message -> frames.add(frame(resolve(message))));
      }
    }
    return frames;
  }

  /** Messages of operations refer to those of the channel, which refer to the components. */
  private String resolve(JsonNode message) {
    String inChannel = message.get("$ref").textValue().substring(1);
    String component = root.at(inChannel).get("$ref").textValue();
    return component.substring(component.lastIndexOf('/') + 1);
  }

  private Frame frame(String key) {
    JsonNode message = root.at("/components/messages/" + key);
    List<JsonNode> examples = new ArrayList<>();
    message.get("examples").forEach(example -> examples.add(example.get("payload")));
    JsonNode type = message.at("/payload/properties/type/const");
    return new Frame(key, Optional.ofNullable(type.textValue()), examples);
  }
}
