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

/** Opens a chat and says one thing in it. */
final class TrainingClient implements WebSocket.Listener {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();

  private TrainingClient() {}

  /**
   * Returns when what was said is acknowledged.
   *
   * @throws IOException if it is not, in time
   */
  static void talkTo(InetSocketAddress management, InetSocketAddress webSocket)
      throws IOException, InterruptedException {
    TrainingClient visitor = new TrainingClient();
    try (HttpClient http = HttpClient.newHttpClient()) {
      ask(http, management, "/chats/new", "\"order_id\":1");
      ask(
          http,
          management,
          "/chats/user/subscribe",
          "\"chat_id\":1,\"user_id\":1,\"user_type\":\"client\"");
      URI address = URI.create("ws://" + text(webSocket) + "/ws/?token=u1");
      WebSocket socket = await(http.newWebSocketBuilder().buildAsync(address, visitor));
      await(
          socket.sendText(
              """
              {"type":"message","data":{"messages":[{"chatId":1,"clientMessageId":"a1",\
              "type":"message","text":"Good morning"}]}}\
              """,
              true));
      await(visitor.acknowledged);
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

  private static void ask(HttpClient http, InetSocketAddress door, String path, String body)
      throws IOException, InterruptedException {
    String request = "{\"method\":\"POST\",\"path\":\"" + path + "\",\"body\":{" + body + "}}";
    HttpRequest post =
        HttpRequest.newBuilder(URI.create("http://" + text(door) + "/bus"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request))
            .build();
    String reply = http.send(post, BodyHandlers.ofString()).body();
    if (!reply.contains("\"data\"")) {
      throw new IOException(path + " was answered with " + reply);
    }
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the node does not answer", e);
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
