package io.chats.launcher.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The upstream service that sends pushes to phones (spec 5): records each, and accepts it. */
public final class PushReceiver implements AutoCloseable {

  private final Connection connection;
  private final List<JsonNode> pushes = new CopyOnWriteArrayList<>();
  private volatile boolean silent;

  public PushReceiver(String url) {
    try {
      connection =
          Nats.connect(
              Options.builder()
                  .server(url)
                  .maxReconnects(-1)
                  .reconnectWait(Duration.ofMillis(100))
                  .build());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    connection.createDispatcher(this::answer).subscribe("communications.1.0");
  }

  /** Decides whether it leaves requests unanswered from now on. */
  public void setSilent(boolean isSilent) {
    silent = isSilent;
  }

  /** The bodies of all requests so far. */
  public List<JsonNode> all() {
    return pushes;
  }

  /** The requests of one order. */
  public List<JsonNode> of(long order) {
    return pushes.stream()
        .filter(push -> push.at("/recipient/consultation_id").asLong() == order)
        .toList();
  }

  /** The ids of one order's requests, one for each attempt. */
  public List<String> ids(long order) {
    return of(order).stream().map(push -> push.get("id").asText()).toList();
  }

  private void answer(Message request) {
    JsonNode asked = Json.read(request.getData());
    if (asked.path("path").asText().equals("/push")) {
      pushes.add(asked.get("body"));
    }
    if (!silent) {
      connection.publish(
          request.getReplyTo(), Json.write(Map.of("data", Map.of())).getBytes(UTF_8));
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
