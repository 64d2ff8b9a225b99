package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ClientMessageId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Optional;

/** Writes events as the frames of spec 6. Safe for use by any thread; never blocks. */
public final class FrameEncoder {

  private static final int USUAL_CHARS = 512;

  private final JsonFactory factory =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build();
  private final MessagesEncoder messages;

  /**
   * @param zone the time zone of the dates
   */
  public FrameEncoder(ZoneId zone) {
    this.messages = new MessagesEncoder(zone);
  }

  public EncodedEvent encode(ClientEvent event) {
    StringWriter text = new StringWriter(USUAL_CHARS);
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.writeStartObject();
      write(event, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an event could not be written as JSON", e);
    }
    return new EncodedEvent(text.toString(), Topic.of(event));
  }

  private void write(ClientEvent event, JsonGenerator json) throws IOException {
    switch (event) {
      case ClientEvent.MessagesPosted e -> data("message", e, messages::write, json);
      case ClientEvent.MessagesRead e -> data("messageStatus", e, StatusEncoder::write, json);
      case ClientEvent.OpponentStatus e -> data("opponentStatus", e, StatusEncoder::write, json);
      case ClientEvent.Typing e -> data("typing", e, StatusEncoder::write, json);
      case ClientEvent.ConsultationUpdated e ->
          data("consultationUpdate", e, StatusEncoder::write, json);
      case ClientEvent.ClientGone e -> data("clientConnectionError", e, StatusEncoder::write, json);
      case ClientEvent.ChatChanged e -> data("chat", e, StatusEncoder::write, json);
      case ClientEvent.Pong e -> data("pong", e, (pong, out) -> {}, json);
      case ClientEvent.Hello e -> data("hello", e, StatusEncoder::write, json);
      case ClientEvent.Synced e -> data("sync", e, StatusEncoder::write, json);
      case ClientEvent.Custom e -> custom(e, json);
      case ClientEvent.RequestFailed e -> error(e, json);
    }
  }

  private static <E> void data(String type, E event, DataWriter<E> writer, JsonGenerator json)
      throws IOException {
    json.writeStringField("type", type);
    json.writeObjectFieldStart("data");
    writer.write(event, json);
    json.writeEndObject();
  }

  private static void custom(ClientEvent.Custom custom, JsonGenerator json) throws IOException {
    json.writeStringField("type", custom.type());
    json.writeFieldName("data");
    json.writeRawValue(custom.json());
  }

  /** Writes an error frame, which has no data: the error stands beside the type. */
  private static void error(ClientEvent.RequestFailed failed, JsonGenerator json)
      throws IOException {
    json.writeStringField("type", "error");
    optional("request", failed.request(), json);
    optional("clientMessageId", failed.clientMessageId().map(ClientMessageId::value), json);
    json.writeObjectFieldStart("error");
    json.writeNumberField("code", failed.code().number());
    json.writeStringField("message", failed.explanation());
    json.writeEndObject();
  }

  private static void optional(String field, Optional<String> value, JsonGenerator json)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    }
  }

  /** Writes the fields of an event's data. */
  private interface DataWriter<E> {
    void write(E event, JsonGenerator json) throws IOException;
  }
}
