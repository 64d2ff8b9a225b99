package io.chats.launcher.e2e.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.websocket.document.FrameSchemas;
import io.chats.launcher.harness.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/**
 * A client as the API wants it, which catches up on each connection, and which can be told to
 * misbehave. Safe for use by any thread.
 */
final class SyncedClient implements AutoCloseable {

  private static final FrameSchemas DESCRIBED = FrameSchemas.toClients();
  private static final OkHttpClient HTTP = http();

  private final long user;
  private final SyncedChats chats;
  private volatile CountDownLatch mayRead = new CountDownLatch(0);
  private volatile long pauseNanos;
  private WebSocket socket;
  private int connections;
  private boolean open;
  private int endedByServer;

  SyncedClient(long user) {
    this.user = user;
    this.chats = new SyncedChats(user, this::send);
  }

  private static OkHttpClient http() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(1_000);
    return new OkHttpClient.Builder().dispatcher(dispatcher).readTimeout(Duration.ZERO).build();
  }

  /** Returns some time between two random actions. */
  static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  long user() {
    return user;
  }

  /** Connects to a node, or to another one; does not wait. */
  synchronized void connect(String address) {
    disconnect();
    chats.reconnected();
    open = true;
    socket =
        HTTP.newWebSocket(
            new Request.Builder().url(address + "?token=u" + user + "&sync=1").build(),
            new Connection(++connections));
  }

  /** Breaks the connection without closing it. */
  synchronized void disconnect() {
    if (open) {
      open = false;
      socket.cancel();
    }
  }

  synchronized boolean isOpen() {
    return open;
  }

  /** The number of its connections so far. */
  synchronized int connections() {
    return connections;
  }

  /** The number of connections that the server ended. */
  synchronized int endedByServer() {
    return endedByServer;
  }

  /** Stops reading. */
  void freeze() {
    mayRead = new CountDownLatch(1);
  }

  void thaw() {
    mayRead.countDown();
  }

  /** Spends so much time on each frame. */
  void slowDown(Duration each) {
    pauseNanos = each.toNanos();
  }

  /** Posts a message, and again after each reconnect until it is acknowledged. */
  synchronized void post(long chat, String id, String text) {
    chats.post(chat, id, text);
  }

  synchronized void repeatUnacknowledged() {
    chats.repeatUnacknowledged();
  }

  synchronized void send(String type, Map<String, ?> data) {
    chats.send(type, data);
  }

  private void send(String frame) {
    if (open) {
      socket.send(frame);
    }
  }

  /** Returns whether it is connected and nothing is unanswered. */
  synchronized boolean isSettled() {
    return open && chats.isSettled();
  }

  /** The ids of the messages of a chat, in the order of their {@code seq}. */
  synchronized List<Long> idsOf(long chat) {
    return Stream.ofNullable(chats.views().get(chat)).flatMap(v -> v.ids().stream()).toList();
  }

  /** The highest {@code seq} of that chat that was ever received. */
  synchronized long furthestSeen(long chat) {
    return Stream.ofNullable(chats.views().get(chat)).mapToLong(ChatView::furthestSeen).sum();
  }

  /** The chats of which the client ever received anything. */
  synchronized Set<Long> chats() {
    return Set.copyOf(chats.views().keySet());
  }

  /** Everything that was not as promised. */
  synchronized List<String> violations() {
    return chats.violations().stream().map(what -> "user " + user + ": " + what).toList();
  }

  private synchronized void take(int connection, List<String> wrong, JsonNode frame) {
    if (open && connection == connections) {
      chats.violations().addAll(wrong);
      chats.take(frame);
    }
  }

  private synchronized void ended(int connection) {
    if (open && connection == connections) {
      open = false;
      endedByServer++;
    }
  }

  @Override
  public void close() {
    thaw();
    disconnect();
  }

  /** Reads one of the connections; frames of all but the last one are ignored. */
  private final class Connection extends WebSocketListener {

    private final int number;

    Connection(int number) {
      this.number = number;
    }

    @Override
    public void onMessage(WebSocket from, String text) {
      try {
        mayRead.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      LockSupport.parkNanos(pauseNanos);
      take(number, DESCRIBED.violations(text), Json.read(text));
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
      from.close(code, null);
      ended(number);
    }

    @Override
    public void onFailure(WebSocket from, Throwable failure, Response response) {
      ended(number);
    }
  }
}
