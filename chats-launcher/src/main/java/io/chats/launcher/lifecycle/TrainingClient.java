package io.chats.launcher.lifecycle;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens a chat and posts a message in it. */
final class TrainingClient implements WebSocket.Listener {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();

  private TrainingClient() {}

  /**
   * Blocks until the message is acknowledged.
   *
   * @throws IOException if it is not acknowledged in time
   */
  static void post(InetSocketAddress management, InetSocketAddress webSocket)
      throws IOException, InterruptedException {
    TrainingClient client = new TrainingClient();
    try (HttpClient http = HttpClient.newHttpClient()) {
      request(http, management, "/chats/new", "\"order_id\":1");
      request(
          http,
          management,
          "/chats/user/subscribe",
          "\"chat_id\":1,\"user_id\":1,\"user_type\":\"client\"");
      URI address = URI.create("ws://" + text(webSocket) + "/ws/?token=u1");
      WebSocket socket = await(http.newWebSocketBuilder().buildAsync(address, client));
      await(
          socket.sendText(
              """
              {"type":"message","data":{"messages":[{"chatId":1,"clientMessageId":"a1",\
              "type":"message","text":"Good morning"}]}}\
              """,
              true));
      await(client.acknowledged);
      await(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    acknowledged.complete(null);
    return WebSocket.Listener.super.onText(socket, part, last);
  }

  @Override
  public void onError(WebSocket socket, Throwable failure) {
    acknowledged.completeExceptionally(failure);
  }

  private static void request(
      HttpClient http, InetSocketAddress management, String path, String body)
      throws IOException, InterruptedException {
    String json = "{\"method\":\"POST\",\"path\":\"" + path + "\",\"body\":{" + body + "}}";
    HttpRequest post =
        HttpRequest.newBuilder(URI.create("http://" + text(management) + "/bus"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    String reply = http.send(post, BodyHandlers.ofString()).body();
    if (!reply.contains("\"data\"")) {
      throw new IOException(path + " was answered with " + reply);
    }
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the node does not answer", e);
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
