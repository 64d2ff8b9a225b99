package io.chats.adapter.management;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.chats.adapter.management.health.HealthReply;
import io.chats.adapter.management.health.Readiness;
import io.chats.adapter.management.http.GetHandler;
import io.chats.adapter.management.http.HttpReply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A small HTTP server beside the WebSocket (spec 9): {@code /health/live}, {@code /health/ready}
 * and {@code /metrics}, which never wait for a service, and what is added to them.
 */
public final class ManagementServer implements AutoCloseable {

  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;

  /**
   * Starts to listen.
   *
   * @param address port 0 takes a free one
   * @param executor runs the requests
   * @param metrics writes all metrics in the text format of Prometheus
   * @throws IOException if the address cannot be listened on
   */
  public ManagementServer(
      InetSocketAddress address, Executor executor, Readiness readiness, Supplier<String> metrics)
      throws IOException {
    server = HttpServer.create(address, 0);
    server.setExecutor(executor);
    get("/health/live", () -> HttpReply.text(200, "live"));
    get("/health/ready", () -> HealthReply.of(readiness));
    get("/metrics", () -> new HttpReply(200, METRICS_TYPE, metrics.get()));
    server.start();
  }

  /** Answers requests for a path, and for all below it, from now on. */
  public void serve(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  /** The address on which it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void get(String path, Supplier<HttpReply> content) {
    server.createContext(path, new GetHandler(path, content));
  }
}
