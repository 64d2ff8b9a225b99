package io.chats.launcher.cluster.load;

import io.chats.launcher.cluster.harness.ClusterNode;
import io.chats.launcher.cluster.harness.JdkWebSocket;
import io.chats.launcher.cluster.harness.Router;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The connection of a client to one node after the other: when it ends, the client waits as the
 * close frame says and connects to any serving node. Written by the client's thread, read by any.
 */
final class RoamingConnection {

  private static final int MAX_PAUSE_MILLIS = 300;
  private static final String TOLD_PAUSE = "reconnectAfterMs=";

  private final String query;
  private final Router router;
  private final HttpClient http;
  private final Random random;
  private final JdkWebSocket.Listener listener;
  private final List<ConnectionEnd> endings = new CopyOnWriteArrayList<>();
  private volatile ClusterNode node;
  private JdkWebSocket line;
  private Instant connectAt = Instant.MAX;

  /**
   * @param home the node of the first connection
   * @param listener is notified of all connections
   */
  RoamingConnection(
      long user,
      Router router,
      ClusterNode home,
      HttpClient http,
      Random random,
      JdkWebSocket.Listener listener) {
    this.query = "?token=u" + user;
    this.router = router;
    this.node = home;
    this.http = http;
    this.random = random;
    this.listener = listener;
  }

  /** The node of the present, last or next connection. */
  ClusterNode node() {
    return node;
  }

  /** The ends of all connections but the present one. */
  List<ConnectionEnd> endings() {
    return endings;
  }

  boolean isOn(JdkWebSocket some) {
    return some == line;
  }

  /** Connects for the first time. */
  void begin() {
    line = JdkWebSocket.connect(http, node.webSocket() + query, listener);
  }

  void send(Map<String, Object> frame) {
    line.send(frame);
  }

  /** Notes that the connection has ended. */
  void ended(boolean wasUpToDate, int code, String reason, Instant at) {
    endings.add(new ConnectionEnd(node, wasUpToDate, code, reason, at));
    connectAt = at.plusMillis(pause(code, reason));
  }

  /** Connects again if it is time and a node serves. */
  void reconnectIfDue(Instant now) {
    if (!now.isBefore(connectAt)) {
      router
          .route(random)
          .ifPresent(next -> {
            connectAt = Instant.MAX;
            node = next;
            line = JdkWebSocket.connect(http, next.webSocket() + query + "&sync=1", listener);
          });
    }
  }

  void close() {
    line.abort();
  }

  private long pause(int code, String reason) {
    return code == 1001 && reason.startsWith(TOLD_PAUSE)
        ? Long.parseLong(reason.substring(TOLD_PAUSE.length()))
        : random.nextInt(MAX_PAUSE_MILLIS);
  }
}
