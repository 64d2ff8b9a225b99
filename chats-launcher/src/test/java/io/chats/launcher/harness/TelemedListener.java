package io.chats.launcher.harness;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears what the consultation service is told. */
public final class TelemedListener implements AutoCloseable {

  private final Connection connection;
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();

  public TelemedListener(String url) {
    connection = BusConnections.open(url);
    connection
        .createDispatcher(request -> told.add(Json.read(request.getData())))
        .subscribe("telemed.1.0");
  }

  /** The bodies of what it was told with that path, so far. */
  public List<JsonNode> told(String path) {
    return told.stream()
        .filter(request -> request.path("path").asText().equals(path))
        .map(request -> request.get("body"))
        .toList();
  }

  @Override
  public void close() {
    BusConnections.close(connection);
  }
}
