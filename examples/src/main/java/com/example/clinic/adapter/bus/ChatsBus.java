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
 * A small client of the Bus API over a NATS connection, with JSON. Safe for use by any thread. It
 * does not close the connection.
 */
public final class ChatsBus {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection nats;
  private final String topic;
  private final Duration timeout;

  /**
   * Creates a client.
   *
   * @param topic the value of {@code BUS_TOPIC} of the nodes
   * @param timeout the value of {@code BUS_TIMEOUT} of the nodes
   */
  public ChatsBus(Connection nats, String topic, Duration timeout) {
    this.nats = nats;
    this.topic = topic;
    this.timeout = timeout;
  }

  /**
   * Sends a request and returns the data of the reply. Blocks until it arrives, at most for the
   * time-out.
   *
   * @throws ChatsBusException if the reply is an error; without a reply the outcome is unknown, as
   *     with code 300
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
