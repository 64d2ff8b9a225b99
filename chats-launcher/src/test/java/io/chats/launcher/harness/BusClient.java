package io.chats.launcher.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.document.BusSchemas;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service on the bus that calls Chats, with nothing but a NATS client. */
public final class BusClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final BusSchemas DESCRIBED = new BusSchemas();

  private final Connection connection;
  private final String topic;
  private final Duration timeout;

  public BusClient(String urls, String topic) {
    this(urls, topic, TIMEOUT);
  }

  /**
   * @param urls the URLs of NATS servers, separated by commas
   * @param timeout the time to wait for a reply
   */
  public BusClient(String urls, String topic, Duration timeout) {
    this.topic = topic;
    this.timeout = timeout;
    this.connection = BusConnections.open(urls);
  }

  /** Returns the whole reply; fails if there is none. */
  public JsonNode request(byte[] request) {
    try {
      Message reply = connection.request(topic, request, timeout);
      if (reply == null) {
        throw new AssertionError("no reply to " + new String(request, UTF_8));
      }
      return Json.read(reply.getData());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a request whose reply goes to that subject. */
  public void publish(String method, String path, Object body, String replyTo) {
    connection.publish(topic, replyTo, envelope(method, path, Json.write(body)));
  }

  /** Returns the whole reply, which must be as the Bus API's document describes it. */
  public JsonNode request(String method, String path, Object body) {
    return written(method, path, Json.write(body));
  }

  /** The same for a body that is sent as it is written. */
  public JsonNode written(String method, String path, String body) {
    JsonNode reply = request(envelope(method, path, body));
    assertThat(DESCRIBED.violations(method, path, Json.read(body), reply)).isEmpty();
    return reply;
  }

  /** Sends a request without asking for a reply. */
  public void tell(String method, String path, Object body) {
    connection.publish(topic, envelope(method, path, Json.write(body)));
  }

  private static byte[] envelope(String method, String path, String body) {
    return "{\"method\":\"%s\",\"path\":\"%s\",\"body\":%s}"
        .formatted(method, path, body)
        .getBytes(UTF_8);
  }

  /** Returns the data of a reply that is no error. */
  public JsonNode ask(String method, String path, Object body) {
    JsonNode reply = request(method, path, body);
    if (!reply.has("data")) {
      throw new AssertionError(method + " " + path + " was answered with " + reply);
    }
    return reply.get("data");
  }

  /** Opens a chat of an order between a client and a doctor. */
  public long chat(long order, long client, long doctor) {
    long chat = ask("POST", "/chats/new", Map.of("order_id", order)).get("chat_id").asLong();
    subscribe(chat, client, "client");
    subscribe(chat, doctor, "doctor");
    return chat;
  }

  public void subscribe(long chat, long user, String type) {
    ask(
        "POST",
        "/chats/user/subscribe",
        Map.of("chat_id", chat, "user_id", user, "user_type", type));
  }

  /** Returns all messages of a chat, read page by page. */
  public List<JsonNode> messages(long chat, long user) {
    List<JsonNode> all = new ArrayList<>();
    long last = 0;
    JsonNode page;
    do {
      page =
          ask(
                  "GET",
                  "/chats/chat/recent",
                  Map.of("chat_id", chat, "user_id", user, "message_id", last, "count", 500))
              .get("messages");
      page.forEach(all::add);
      last = all.isEmpty() ? 0 : all.getLast().get("id").asLong();
    } while (!page.isEmpty());
    return all;
  }

  @Override
  public void close() {
    BusConnections.close(connection);
  }
}
