package io.chats.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** The way to the Bus API of a node in embedded mode. */
final class Door {

  private Door() {}

  /** The data of a reply that is no error. */
  static JsonNode ask(Node node, String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    String request = Json.write(Map.of("method", method, "path", path, "body", body));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(node.management() + "/bus"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(request))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      JsonNode reply = Json.read(response.body());
      assertThat(reply.has("data")).describedAs(response.body()).isTrue();
      return reply.get("data");
    }
  }
}
