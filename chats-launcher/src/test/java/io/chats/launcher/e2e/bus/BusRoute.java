package io.chats.launcher.e2e.bus;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chats.adapter.nats.document.BusDocument;
import io.chats.adapter.nats.document.BusDocument.Request;
import io.chats.launcher.harness.Json;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request by one of its paths.
 *
 * @param body one that is right
 */
record BusRoute(Request request, String method, String path, JsonNode body) {

  /** Every one that is described. */
  static Stream<BusRoute> all(BusDocument document) {
    return document.asked().stream().flatMap(BusRoute::of);
  }

  /** Those of one request. */
  static Stream<BusRoute> of(Request request) {
    return request.examples().stream()
        .collect(groupingBy(example -> example.get("path").textValue()))
        .values()
        .stream()
        .map(List::getFirst)
        .map(example ->
            new BusRoute(
                request,
                example.get("method").textValue(),
                example.get("path").textValue(),
                example.get("body")));
  }

  /**
   * The body with another value of a field.
   *
   * @param field of an object within when it is written {@code a.b}
   * @param value as JSON has it, or {@link FieldTable#ABSENT}
   */
  JsonNode bodyWith(String field, String value) {
    JsonNode changed = body.deepCopy();
    JsonNode within = changed.isArray() ? changed.get(0) : changed;
    int dot = field.indexOf('.');
    ObjectNode object = (ObjectNode) (dot < 0 ? within : within.get(field.substring(0, dot)));
    String name = field.substring(dot + 1);
    if (value.equals(FieldTable.ABSENT)) {
      object.remove(name);
    } else {
      object.set(name, Json.read(value));
    }
    return changed;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
