package io.chats.launcher.cluster.harness;

import io.chats.launcher.harness.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** A WebSocket connection of the JDK's client, of which there can be thousands. */
public final class JdkWebSocket implements WebSocket.Listener {

  /** The close code of a connection that broke. */
  static final int BROKEN = 1006;

  private static final Duration TO_CONNECT = Duration.ofSeconds(20);

  /** Receives the events of a connection: opened once or never, then frames, then ended once. */
  public interface Listener {

    void opened(JdkWebSocket line);

    void received(JdkWebSocket line, String frame, Instant at);

    void ended(JdkWebSocket line, int code, String reason);
  }

  private final Listener listener;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final StringBuilder text = new StringBuilder();
  private CompletableFuture<WebSocket> sending;

  private JdkWebSocket(Listener listener) {
    this.listener = listener;
  }

  /**
   * Connects; the listener is notified of the result.
   *
   * @param url the URL with the query
   */
  public static JdkWebSocket connect(HttpClient http, String url, Listener listener) {
    JdkWebSocket line = new JdkWebSocket(listener);
    line.sending =
        http.newWebSocketBuilder().connectTimeout(TO_CONNECT).buildAsync(URI.create(url), line);
    var unused =
        line.sending.whenComplete((socket, failure) -> {
          if (failure != null) {
            line.end(BROKEN, failure.getMessage());
          }
        });
    return line;
  }

  /** Sends a frame after the previous ones; does nothing if the connection has ended. */
  public synchronized void send(Map<String, ?> frame) {
    String json = Json.write(frame);
    sending = sending.thenCompose(socket -> socket.sendText(json, true));
    var unused =
        sending.exceptionally(failure -> {
          end(BROKEN, String.valueOf(failure.getMessage()));
          return null;
        });
  }

  /** Breaks the connection without notifying the listener. */
  public synchronized void abort() {
    ended.set(true);
    var unused = sending.thenAccept(WebSocket::abort);
  }

  @Override
  public void onOpen(WebSocket socket) {
    listener.opened(this);
    socket.request(1);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      Instant at = Instant.now();
      String frame = text.toString();
      text.setLength(0);
      if (!ended.get()) {
        listener.received(this, frame, at);
      }
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    end(code, reason);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable failure) {
    end(BROKEN, String.valueOf(failure.getMessage()));
  }

  private void end(int code, String reason) {
    if (ended.compareAndSet(false, true)) {
      listener.ended(this, code, reason);
    }
  }
}
