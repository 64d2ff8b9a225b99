package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.document.FrameSchemas;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/**
 * A third-party client, OkHttp's. It records the frames that it receives; closing it fails if any
 * of them was not as the document describes it.
 */
final class OkClient extends WebSocketListener implements AutoCloseable {

  private static final OkHttpClient HTTP = new OkHttpClient();
  private static final FrameSchemas DESCRIBED = FrameSchemas.toClients();

  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private volatile CountDownLatch mayRead = new CountDownLatch(0);
  private volatile boolean open;
  private volatile Optional<String> closed = Optional.empty();
  private volatile Optional<Throwable> failure = Optional.empty();
  private volatile int httpStatus;

  private OkClient(Request request) {
    socket = HTTP.newWebSocket(request, this);
  }

  /** Connects, and waits for the end of the handshake. */
  static OkClient connect(RunningServer server, String pathAndQuery) {
    return connect(new Request.Builder().url(url(server, pathAndQuery)).build());
  }

  static OkClient connect(Request request) {
    OkClient client = new OkClient(request);
    eventually().until(() -> client.open || client.failure.isPresent());
    return client;
  }

  /** Connects as that user, and waits until the application knows the session. */
  static OkClient join(RunningServer server, long user) {
    int before = server.gateway().openedBy(user).size();
    OkClient client = connect(server, "/ws/?token=u" + user);
    eventually().until(() -> server.gateway().openedBy(user).size() > before);
    return client;
  }

  static String url(RunningServer server, String pathAndQuery) {
    return "ws://127.0.0.1:" + server.port() + pathAndQuery;
  }

  OkClient send(String text) {
    socket.send(text);
    return this;
  }

  OkClient send(byte[] bytes) {
    socket.send(ByteString.of(bytes));
    return this;
  }

  /** Stops reading, after the current frame, until {@link #startReading}. */
  void stopReading() {
    mayRead = new CountDownLatch(1);
  }

  void startReading() {
    mayRead.countDown();
  }

  /** Sends a close frame. */
  void sendClose() {
    socket.close(1000, "bye");
  }

  List<String> texts() {
    return List.copyOf(texts);
  }

  /** Waits for that many texts, and returns the last of them. */
  String text(int number) {
    eventually().until(() -> texts.size() >= number);
    return texts.get(number - 1);
  }

  boolean isOpen() {
    return open && closed.isEmpty() && failure.isEmpty();
  }

  /** Waits for the close frame, and returns its code and reason. */
  String closed() {
    eventually().until(() -> closed.isPresent());
    return closed.get();
  }

  /** The status with which the handshake was refused. */
  int httpStatus() {
    eventually().until(() -> failure.isPresent());
    return httpStatus;
  }

  @Override
  public void onOpen(WebSocket webSocket, Response response) {
    open = true;
  }

  @Override
  public void onMessage(WebSocket webSocket, String text) {
    try {
      mayRead.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    violations.addAll(DESCRIBED.violations(text));
    texts.add(text);
  }

  @Override
  public void onClosing(WebSocket webSocket, int code, String reason) {
    closed = Optional.of(code + " " + reason);
    webSocket.close(code, null);
  }

  @Override
  public void onFailure(WebSocket webSocket, Throwable t, Response response) {
    httpStatus = response == null ? 0 : response.code();
    failure = Optional.of(t);
  }

  @Override
  public void close() {
    startReading();
    socket.cancel();
    assertThat(violations).isEmpty();
  }
}
