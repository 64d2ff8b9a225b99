package io.chats.launcher.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.websocket.document.FrameSchemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/**
 * A WebSocket client that is not ours. It records every frame; closing it fails if a frame was not
 * as the WebSocket API's document describes it.
 */
public final class WsClient extends WebSocketListener implements AutoCloseable {

  /** The JDK's client counts an open WebSocket as a request in progress. */
  private static final int MAX_OPEN = 10_000;

  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder().readTimeout(Duration.ZERO).build();

  private static final FrameSchemas DESCRIBED = FrameSchemas.toClients();

  static {
    HTTP.dispatcher().setMaxRequests(MAX_OPEN);
  }

  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private final WebSocket socket;

  private WsClient(Request request) {
    socket = HTTP.newWebSocket(request, this);
  }

  /** Connects as a user, and waits until it is connected. */
  public static WsClient connect(String address, long user) {
    return connect(new Request.Builder().url(address + "?token=u" + user).build());
  }

  /** Connects as the request says, and waits until it is connected. */
  public static WsClient connect(Request request) {
    WsClient client = new WsClient(request);
    client.opened.orTimeout(10, TimeUnit.SECONDS).join();
    return client;
  }

  /** Connects with a token that no user has, and waits for the answer. */
  public static WsClient refused(String address) {
    WsClient client = new WsClient(new Request.Builder().url(address + "?token=nobody").build());
    client.awaitError(103);
    return client;
  }

  /** Sends one message. */
  public void post(long chat, String clientMessageId, String text) {
    send(
        Map.of(
            "type",
            "message",
            "data",
            Map.of(
                "messages",
                List.of(
                    Map.of(
                        "chatId", chat,
                        "clientMessageId", clientMessageId,
                        "type", "message",
                        "text", text)))));
  }

  public void send(Map<String, ?> frame) {
    sendText(Json.write(frame));
  }

  public void sendText(String text) {
    socket.send(text);
  }

  /** Returns all frames so far, in order. */
  public List<JsonNode> frames() {
    return frames;
  }

  /** Returns all messages so far, in the order of receipt. */
  public List<JsonNode> messages() {
    List<JsonNode> messages = new ArrayList<>();
    for (JsonNode frame : frames) {
      if (frame.path("type").asText().equals("message")) {
        frame.get("data").get("messages").forEach(messages::add);
      }
    }
    return messages;
  }

  /** Returns the messages of one chat so far, in the order of receipt. */
  public List<JsonNode> messages(long chat) {
    return messages().stream().filter(m -> m.get("chatId").asLong() == chat).toList();
  }

  /** Waits for the first frame of that kind. */
  public JsonNode awaitFrame(Predicate<JsonNode> wanted) {
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> frames.stream().anyMatch(wanted));
    return frames.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Waits for the message with that client id. */
  public JsonNode awaitMessage(String clientMessageId) {
    Predicate<JsonNode> wanted = m -> m.path("clientMessageId").asText().equals(clientMessageId);
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> messages().stream().anyMatch(wanted));
    return messages().stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Waits for the error frame with that code. */
  public JsonNode awaitError(int code) {
    return awaitFrame(f -> f.path("error").path("code").asInt() == code);
  }

  /** Waits for the close code; 1006 if the connection broke. */
  public int awaitClose() {
    return ended.orTimeout(15, TimeUnit.SECONDS).join();
  }

  public boolean isOpen() {
    return !ended.isDone();
  }

  @Override
  public void onOpen(WebSocket webSocket, Response response) {
    opened.complete(null);
  }

  @Override
  public void onMessage(WebSocket webSocket, String text) {
    violations.addAll(DESCRIBED.violations(text));
    frames.add(Json.read(text));
  }

  @Override
  public void onClosing(WebSocket webSocket, int code, String reason) {
    ended.complete(code);
    webSocket.close(1000, null);
  }

  @Override
  public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
    opened.completeExceptionally(failure);
    ended.complete(1006);
  }

  @Override
  public void close() {
    socket.cancel();
    assertThat(violations).isEmpty();
  }
}
