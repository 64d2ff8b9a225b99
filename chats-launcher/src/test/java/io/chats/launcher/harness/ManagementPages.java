package io.chats.launcher.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads the pages of a node's management server. */
public final class ManagementPages {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private ManagementPages() {}

  public static HttpResponse<String> get(String url) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the readiness of a node. */
  public static HttpResponse<String> ready(Node node) {
    return get(node.management() + "/health/ready");
  }

  /** Returns the state of a dependency of the node: {@code up} or {@code down}. */
  public static String state(Node node, String dependency) {
    JsonNode all = Json.read(ready(node).body()).get("dependencies");
    return all.path(dependency).path("state").asText("unknown");
  }

  /** Returns all metrics of a node. */
  public static String metrics(Node node) {
    return get(node.management() + "/metrics").body();
  }
}
