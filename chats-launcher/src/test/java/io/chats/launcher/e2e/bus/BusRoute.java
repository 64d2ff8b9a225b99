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
 * @param body a valid body
 */
record BusRoute(Request request, String method, String path, JsonNode body) {

  /** Returns all documented requests. */
  static Stream<BusRoute> all(BusDocument document) {
    return document.asked().stream().flatMap(BusRoute::of);
  }

  /** Returns the variants of one request. */
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
   * Returns the body with another value of a field.
   *
   * @param field written {@code a.b} for a field of an inner object
   * @param value JSON, or {@link FieldTable#ABSENT}
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
