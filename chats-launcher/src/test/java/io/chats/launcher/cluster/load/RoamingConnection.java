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
 * A client's connection to one node after the other: when it ends, the client waits as it was told
 * to, and connects to any node that serves. Used by the client's thread; what it tells may be asked
 * by any.
 */
final class RoamingConnection {

  private static final int LONGEST_PAUSE_MILLIS = 300;
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
   * @param home to which it connects first
   * @param listener hears of all of its lines
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

  /** The node that it is connected to, or was last, or will be. */
  ClusterNode node() {
    return node;
  }

  /** How its connections ended, but the last. */
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

  /** Its connection has ended. */
  void ended(boolean wasUpToDate, int code, String reason, Instant at) {
    endings.add(new ConnectionEnd(node, wasUpToDate, code, reason, at));
    connectAt = at.plusMillis(pause(code, reason));
  }

  /** Connects again when it is time, and there is a node. */
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
        : random.nextInt(LONGEST_PAUSE_MILLIS);
  }
}
