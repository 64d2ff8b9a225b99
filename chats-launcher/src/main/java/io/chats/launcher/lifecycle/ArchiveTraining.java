package io.chats.launcher.lifecycle;

import io.chats.launcher.config.Configuration;
import io.chats.launcher.config.value.ListenAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Starts an embedded node on free ports and a temporary folder, opens a chat, posts a message and
 * stops the node, so that every class of a start and of a first message is loaded once. The JVM
 * that {@code bin/chats archive} starts writes them into an archive as it exits, which makes later
 * starts faster.
 */
public final class ArchiveTraining {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final String MESSAGE =
      """
      {"type":"message","data":{"messages":[{"chatId":1,"clientMessageId":"a1",\
      "type":"message","text":"Good morning"}]}}\
      """;

  private ArchiveTraining() {}

  /**
   * Blocks until the node has stopped; deletes the folder.
   *
   * @throws IOException if the node cannot start, or does not answer
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  public static void run() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("chats-training");
    try {
      ChatsProcess process = ChatsProcess.start(configuration(data));
      try (HttpClient http = HttpClient.newHttpClient()) {
        post(http, process);
      } finally {
        process.stop();
      }
    } finally {
      delete(data);
    }
  }

  private static Configuration configuration(Path data) {
    return Configuration.of(
        Map.of(
            "DATA_DIR", data.toString(),
            "WEBSOCKET_PORT", "127.0.0.1:0",
            "MANAGEMENT_PORT", "127.0.0.1:0",
            "SHUTDOWN_SLEEP", "0"));
  }

  private static void post(HttpClient http, ChatsProcess process)
      throws IOException, InterruptedException {
    URI bus = URI.create("http://" + ListenAddress.of(process.managementAddress()) + "/bus");
    request(http, bus, "/chats/new", "\"order_id\":1");
    request(
        http, bus, "/chats/user/subscribe", "\"chat_id\":1,\"user_id\":1,\"user_type\":\"client\"");
    URI address =
        URI.create("ws://" + ListenAddress.of(process.webSocketAddress()) + "/ws/?token=u1");
    Answer answer = new Answer(new CompletableFuture<>());
    WebSocket socket = await(http.newWebSocketBuilder().buildAsync(address, answer));
    await(socket.sendText(MESSAGE, true));
    await(answer.received);
    await(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }

  private static void request(HttpClient http, URI bus, String path, String body)
      throws IOException, InterruptedException {
    String json = "{\"method\":\"POST\",\"path\":\"" + path + "\",\"body\":{" + body + "}}";
    HttpRequest post =
        HttpRequest.newBuilder(bus)
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

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Notes that a frame came. */
  private record Answer(CompletableFuture<Void> received) implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      received.complete(null);
      return WebSocket.Listener.super.onText(socket, part, last);
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      received.completeExceptionally(failure);
    }
  }
}
