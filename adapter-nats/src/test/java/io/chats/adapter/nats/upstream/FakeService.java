package io.chats.adapter.nats.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chats.adapter.nats.connection.LinkListener;
import io.chats.adapter.nats.connection.NatsLink;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A service of another team: answers as the test sets it up, and records requests. */
final class FakeService implements LinkListener {

  private static final JsonMapper JSON = new JsonMapper();

  /** The requests it received: the method, the path and the body. */
  final Queue<String> asked = new ConcurrentLinkedQueue<>();

  private final NatsLink link;
  private final String topic;
  private final Map<String, String> replies = new ConcurrentHashMap<>();

  FakeService(NatsLink link, String topic) {
    this.link = link;
    this.topic = topic;
    link.listen(this);
  }

  /** Sets the reply to a path, or to a whole request; an empty reply means that there is none. */
  FakeService answers(String request, String reply) {
    replies.put(request, reply.replace('\'', '"'));
    return this;
  }

  @Override
  public void connected(Connection connection) {
    connection.createDispatcher(this::answer).subscribe(topic);
  }

  private void answer(Message message) {
    JsonNode request = read(message.getData());
    String path = request.path("path").asText();
    String whole = request.path("method").asText() + " " + path + " " + request.path("body");
    asked.add(whole);
    String reply =
        replies.getOrDefault(whole, replies.getOrDefault(path, "{\"error\":{\"code\":404}}"));
    if (!reply.isEmpty()) {
      link.publish(message.getReplyTo(), reply.getBytes(UTF_8));
    }
  }

  private static JsonNode read(byte[] request) {
    try {
      return JSON.readTree(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
