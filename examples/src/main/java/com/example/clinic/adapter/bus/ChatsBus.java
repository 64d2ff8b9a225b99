package com.example.clinic.adapter.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/**
 * A client of the Bus API, held in the hand: a NATS connection and JSON. Safe for use by any
 * thread; closes nothing.
 */
public final class ChatsBus {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection nats;
  private final String topic;
  private final Duration timeout;

  /**
   * @param topic what the node has as {@code BUS_TOPIC}
   * @param timeout what the node has as {@code BUS_TIMEOUT}
   */
  public ChatsBus(Connection nats, String topic, Duration timeout) {
    this.nats = nats;
    this.topic = topic;
    this.timeout = timeout;
  }

  /**
   * The data of the reply. Blocks until it is there, for as long as the time-out.
   *
   * @throws ChatsBusException if it is an error; when no reply comes the outcome is unknown, as
   *     with 300
   */
  public JsonNode ask(String method, String path, Object body) throws InterruptedException {
    JsonNode reply = request(Map.of("method", method, "path", path, "body", body));
    JsonNode error = reply.path("error");
    if (!error.isMissingNode()) {
      throw new ChatsBusException(error.path("code").asInt(), error.path("message").asText());
    }
    return reply.path("data");
  }

  private JsonNode request(Map<String, Object> envelope) throws InterruptedException {
    try {
      Message reply = nats.request(topic, JSON.writeValueAsBytes(envelope), timeout);
      if (reply == null) {
        throw new ChatsBusException(300, "no reply in time");
      }
      return JSON.readTree(reply.getData());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
