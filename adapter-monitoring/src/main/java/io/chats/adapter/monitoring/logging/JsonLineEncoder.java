package io.chats.adapter.monitoring.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * Writes each log line as one JSON object on a line of its own: {@code time}, {@code level}, {@code
 * logger}, {@code thread}, {@code message}, and if there are any {@code context} (ids of the chat,
 * the user, the session …) and {@code failure}, as {@link SafeStackTrace} writes it.
 */
final class JsonLineEncoder {

  private final JsonFactory json = new JsonFactory();

  byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(line)) {
      write(event, out);
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return line.toByteArray();
  }

  private static void write(ILoggingEvent event, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("time", event.getInstant().toString());
    out.writeStringField("level", event.getLevel().toString());
    out.writeStringField("logger", event.getLoggerName());
    out.writeStringField("thread", event.getThreadName());
    out.writeStringField("message", event.getFormattedMessage());
    Map<String, String> context = ContextConverter.idsOf(event);
    if (!context.isEmpty()) {
      out.writeObjectFieldStart("context");
      for (Map.Entry<String, String> entry : context.entrySet()) {
        out.writeStringField(entry.getKey(), entry.getValue());
      }
      out.writeEndObject();
    }
    Optional<String> failure = SafeStackTrace.of(event);
    if (failure.isPresent()) {
      out.writeStringField("failure", failure.get());
    }
    out.writeEndObject();
  }
}
