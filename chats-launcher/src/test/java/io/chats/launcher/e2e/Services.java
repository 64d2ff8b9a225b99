package io.chats.launcher.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * More of the services that Chats asks: one that has the files whose id begins with {@code f-}, and
 * an ear for what the consultation service is told.
 */
final class Services implements AutoCloseable {

  private final Connection connection;
  private final List<JsonNode> toldToTelemed = new CopyOnWriteArrayList<>();

  Services(String url) {
    try {
      connection = Nats.connect(url);
      connection.createDispatcher(this::file).subscribe("storage.1.0");
      connection
          .createDispatcher(request -> toldToTelemed.add(Json.read(request.getData())))
          .subscribe("telemed.1.0");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The bodies of what the consultation service was told with that path, so far. */
  List<JsonNode> toldToTelemed(String path) {
    return toldToTelemed.stream()
        .filter(request -> request.path("path").asText().equals(path))
        .map(request -> request.get("body"))
        .toList();
  }

  private void file(Message request) {
    String id = Json.read(request.getData()).path("body").path("file_id").asText();
    Map<String, ?> reply =
        id.startsWith("f-")
            ? Map.of("data", Map.of("id", id, "title", "Results", "size", 31744))
            : Map.of("error", Map.of("code", 404, "message", "no such file"));
    connection.publish(request.getReplyTo(), Json.write(reply).getBytes(UTF_8));
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
