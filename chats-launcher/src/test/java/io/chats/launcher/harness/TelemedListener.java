package io.chats.launcher.harness;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for the consultation service and records its requests. */
public final class TelemedListener implements AutoCloseable {

  private final Connection connection;
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();

  public TelemedListener(String url) {
    connection = BusConnections.open(url);
    connection
        .createDispatcher(request -> told.add(Json.read(request.getData())))
        .subscribe("telemed.1.0");
  }

  /** Returns the bodies of the requests with that path, so far. */
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
