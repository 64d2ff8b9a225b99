package io.chats.adapter.nats.bus.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.json.JsonDocument;
import io.chats.json.JsonFields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body of a request, and the ids that were read from it. Used by one thread. */
public final class RequestBody {

  private final JsonDocument document;
  private final JsonNode body;
  private final Map<String, String> ids = new LinkedHashMap<>();

  RequestBody(JsonDocument document, JsonNode body) {
    this.document = document;
    this.body = body;
  }

  JsonNode tree() {
    return body;
  }

  /** The fields of a body that is an object; an absent body has no fields. */
  RequestFields fields() {
    if (body.isObject() || JsonFields.isAbsent(body)) {
      return new RequestFields(body, ids);
    }
    throw RejectedRequestException.malformed("the body is a JSON object");
  }

  /** The fields of each element of a body that is an array of objects, and not empty. */
  List<RequestFields> list() {
    if (!body.isArray() || body.isEmpty()) {
      throw RejectedRequestException.malformed("the body is a JSON array, and not empty");
    }
    if (!body.valueStream().allMatch(JsonNode::isObject)) {
      throw RejectedRequestException.malformed("the body is a JSON array of objects");
    }
    return body.valueStream().map(e -> new RequestFields(e, new LinkedHashMap<>())).toList();
  }

  /** The JSON text of a field exactly as it was written; the field must be there. */
  String raw(String name) {
    return document.raw("body", name).orElseThrow();
  }

  /** The ids that were read so far by their names, for logs and reports. */
  public Map<String, String> ids() {
    return Collections.unmodifiableMap(ids);
  }
}
