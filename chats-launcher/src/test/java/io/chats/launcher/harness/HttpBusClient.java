package io.chats.launcher.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** A service that calls the Bus API of an embedded node by {@code POST /bus}. */
public final class HttpBusClient {

  private final URI door;

  public HttpBusClient(Node node) {
    door = URI.create(node.management() + "/bus");
  }

  /** Returns the data of a reply that is no error. */
  public JsonNode ask(String method, String path, Map<String, ?> body) {
    String request = Json.write(Map.of("method", method, "path", path, "body", body));
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(door)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request))
                .build());
    JsonNode reply = Json.read(response.body());
    assertThat(reply.has("data")).describedAs(response.body()).isTrue();
    return reply.get("data");
  }

  /** Opens a chat of an order between a client and a doctor. */
  public long chat(long order, long client, long doctor) {
    long chat = ask("POST", "/chats/new", Map.of("order_id", order)).get("chat_id").asLong();
    subscribe(chat, client, "client");
    subscribe(chat, doctor, "doctor");
    return chat;
  }

  /** Returns the first messages of a chat, as the user sees it. */
  public JsonNode messages(long chat, long user, int count) {
    return ask(
            "GET", "/chats/chat/recent", Map.of("chat_id", chat, "user_id", user, "count", count))
        .get("messages");
  }

  public static HttpResponse<String> send(HttpRequest request) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void subscribe(long chat, long user, String type) {
    ask(
        "POST",
        "/chats/user/subscribe",
        Map.of("chat_id", chat, "user_id", user, "user_type", type));
  }
}
