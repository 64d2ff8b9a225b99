package io.chats.launcher.e2e.hostile;

import io.chats.launcher.harness.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Two ordinary users who talk: one writes, the time until the other one reads it is measured. */
final class Pair implements AutoCloseable {

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long chat;
  private final WebSocket writer;
  private final WebSocket reader;
  private final ConcurrentMap<String, Long> underWay = new ConcurrentHashMap<>();
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
  private CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(null);

  Pair(HttpClient http, String address, long chat, long one, long other) {
    this.chat = chat;
    this.writer = connect(http, address, one, this::answered);
    this.reader = connect(http, address, other, this::received);
  }

  void talk() {
    String id = "pair-" + NUMBERS.incrementAndGet();
    Map<String, Object> message =
        Map.of("chatId", chat, "clientMessageId", id, "type", "message", "text", "How are you?");
    String frame =
        Json.write(Map.of("type", "message", "data", Map.of("messages", List.of(message))));
    underWay.put(id, System.nanoTime());
    send(frame);
  }

  /** The client takes one text at a time. */
  private synchronized void send(String frame) {
    sent =
        sent.handle((socket, failure) -> failure)
            .thenCompose(failure -> writer.sendText(frame, true))
            .whenComplete((socket, failure) -> {
              if (failure != null) {
                troubles.add("not sent: " + failure);
              }
            });
  }

  /** Forgets the times until now. */
  void startAnew() {
    nanos.clear();
  }

  /** The times of the messages that arrived. */
  Queue<Long> nanos() {
    return nanos;
  }

  /** The messages that have not arrived. */
  int missing() {
    return underWay.size();
  }

  /** Errors, and why its connections ended, if they did. */
  Queue<String> troubles() {
    return troubles;
  }

  @Override
  public void close() {
    writer.abort();
    reader.abort();
  }

  private void answered(String text) {
    if (text.contains("\"error\"")) {
      troubles.add(text);
    }
  }

  private void received(String text) {
    long now = System.nanoTime();
    if (text.contains("clientMessageId")) {
      Json.read(text)
          .at("/data/messages")
          .forEach(message -> {
            Long sent = underWay.remove(message.path("clientMessageId").asText());
            if (sent != null) {
              nanos.add(now - sent);
            }
          });
    }
  }

  private WebSocket connect(HttpClient http, String address, long user, Consumer<String> listener) {
    return http.newWebSocketBuilder()
        .buildAsync(URI.create(address + "?token=u" + user), new Listener(listener, troubles))
        .join();
  }

  /** Joins the parts of texts. */
  private record Listener(Consumer<String> texts, Queue<String> troubles, StringBuilder begun)
      implements WebSocket.Listener {

    Listener(Consumer<String> texts, Queue<String> troubles) {
      this(texts, troubles, new StringBuilder());
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      begun.append(data);
      if (last) {
        texts.accept(begun.toString());
        begun.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      troubles.add("closed with " + code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      troubles.add(failure.toString());
    }
  }
}
