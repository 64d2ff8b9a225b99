package io.chats.launcher.management;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/** A small HTTP server beside the WebSocket. */
public final class ManagementServer implements AutoCloseable {

  private final HttpServer server;

  /**
   * Starts to listen.
   *
   * @param address port 0 takes a free one
   * @param executor runs the requests
   * @throws IOException if the address cannot be had
   */
  public ManagementServer(InetSocketAddress address, Executor executor) throws IOException {
    server = HttpServer.create(address, 0);
    server.setExecutor(executor);
    server.createContext(
        "/health/live",
        exchange -> {
          try (exchange) {
            Replies.text(exchange, 200, "live");
          }
        });
    server.start();
  }

  /** Answers what is asked under a path. */
  public void serve(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
