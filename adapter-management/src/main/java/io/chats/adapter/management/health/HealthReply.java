package io.chats.adapter.management.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chats.adapter.management.http.HttpReply;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Writes the readiness of a process as JSON. */
public final class HealthReply {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MILLIS = 3;

  private HealthReply() {}

  /** Status 200 if the process is ready, else 503; the body names what is missing. */
  public static HttpReply of(Readiness readiness) {
    boolean ready = readiness.isReady();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("ready", ready);
    json.put("phase", lower(readiness.current().phase()));
    json.put("since", written(readiness.current().since()));
    ObjectNode dependencies = json.putObject("dependencies");
    for (Dependency dependency : readiness.dependencies().all()) {
      dependencies
          .putObject(dependency.name())
          .put("state", dependency.state().up() ? "up" : "down")
          .put("since", written(dependency.state().since()))
          .put("required", dependency.isRequired());
    }
    return HttpReply.json(ready ? 200 : 503, text(json));
  }

  private static String text(ObjectNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String written(Instant moment) {
    return new DateTimeFormatterBuilder().appendInstant(MILLIS).toFormatter().format(moment);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
