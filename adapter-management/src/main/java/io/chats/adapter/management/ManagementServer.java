package io.chats.adapter.management;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.chats.adapter.management.health.Dependency;
import io.chats.adapter.management.health.Readiness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A small HTTP server beside the WebSocket (spec 9): {@code /health/live}, {@code /health/ready}
 * and {@code /metrics}, which never wait for a service, and what is added to them.
 */
public final class ManagementServer implements AutoCloseable {

  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final int MILLIS = 3;

  private final HttpServer server;

  /**
   * Starts to listen. The first one in a JVM limits connections, headers and times of all HTTP
   * servers of the JDK there, unless system properties do already.
   *
   * @param address port 0 takes a free one
   * @param executor runs the requests
   * @param metrics writes all metrics in the text format of Prometheus
   * @throws IOException if the address cannot be listened on
   */
  public ManagementServer(
      InetSocketAddress address, Executor executor, Readiness readiness, Supplier<String> metrics)
      throws IOException {
    ServerLimits.set();
    server = HttpServer.create(address, 0);
    server.setExecutor(executor);
    get("/health/live", () -> HttpReply.text(200, "live"));
    get("/health/ready", () -> health(readiness));
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
    server.createContext(path, exchange -> answer(exchange, path, content));
  }

  /** Answers {@code GET} and {@code HEAD} of exactly one path. */
  private static void answer(HttpExchange exchange, String path, Supplier<HttpReply> content)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        HttpReply.text(404, "There is nothing here.").send(exchange);
      } else if (!exchange.getRequestMethod().matches("GET|HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        HttpReply.text(405, "Only GET and HEAD.").send(exchange);
      } else {
        content.get().send(exchange);
      }
    }
  }

  /** Status 200 if the process is ready, else 503; the body names what is missing. */
  private static HttpReply health(Readiness readiness) {
    boolean ready = readiness.isReady();
    Readiness.InPhase current = readiness.current();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("ready", ready);
    json.put("phase", current.phase().name().toLowerCase(Locale.ROOT));
    json.put("since", written(current.since()));
    ObjectNode dependencies = json.putObject("dependencies");
    for (Dependency dependency : readiness.dependencies().all()) {
      Dependency.State state = dependency.state();
      ObjectNode shown = dependencies.putObject(dependency.name());
      shown.put("state", state.up() ? "up" : "down");
      state.problem().ifPresent(problem -> shown.put("problem", problem));
      shown.put("since", written(state.since())).put("required", dependency.isRequired());
    }
    return HttpReply.json(ready ? 200 : 503, json.toString());
  }

  private static String written(Instant moment) {
    return new DateTimeFormatterBuilder().appendInstant(MILLIS).toFormatter().format(moment);
  }
}
