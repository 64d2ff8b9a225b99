package io.chats.launcher.wiring;

import io.chats.adapter.management.ManagementServer;
import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.websocket.WebSocketServer;
import io.chats.adapter.websocket.settings.AllowedOrigins;
import io.chats.adapter.websocket.settings.FrameRate;
import io.chats.adapter.websocket.settings.NodeBounds;
import io.chats.adapter.websocket.settings.TrustedProxies;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.application.ChatsNode;
import io.chats.domain.port.TokenVerifier;
import io.chats.launcher.config.Configuration;
import io.chats.launcher.config.Mode;
import io.chats.launcher.config.value.ListenAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the servers of a process; its closers stop them. */
public record Servers(Configuration configuration, ProcessResources resources) {

  private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

  /**
   * Starts the management server, with health and metrics.
   *
   * @throws IOException if its address cannot be listened on; says so to operators
   */
  public ManagementServer management() throws IOException {
    ListenAddress address = configuration.management();
    try {
      return resources
          .closers()
          .add(
              "management server",
              new ManagementServer(
                  address.resolve(),
                  resources.executor(),
                  resources.readiness(),
                  resources.metrics()::scrape));
    } catch (IOException e) {
      throw cannotListen("MANAGEMENT_PORT", address, e);
    }
  }

  /**
   * Starts the WebSocket server, which lets clients in from now on.
   *
   * @throws IOException if its address cannot be listened on; says so to operators
   */
  public WebSocketServer webSocket(ChatsNode node, TokenVerifier tokens) throws IOException {
    WebSocketServer server = new WebSocketServer(settings(), node.sessions(), tokens, runtime());
    resources.closers().add("WebSocket server", server);
    resources.metrics().show(Figure.WEBSOCKET_SESSIONS, server::connections);
    resources.metrics().show(Figure.WEBSOCKET_WAITING_BYTES, server::waitingBytes);
    try {
      server.start();
      return server;
    } catch (IOException e) {
      throw cannotListen("WEBSOCKET_PORT", configuration.webSocket().address(), e);
    }
  }

  private WebSocketSettings settings() {
    Configuration.WebSocket wanted = configuration.webSocket();
    InetSocketAddress address = wanted.address().resolve();
    return WebSocketSettings.at(address)
        .withZone(configuration.misc().timeZone())
        .withOrigins(origins(wanted, address))
        .withProxies(TrustedProxies.of(wanted.clients().proxies()))
        .withLogged(wanted.clients().logged())
        .withNodeBounds(bounds(wanted.clients()))
        .withRate(new FrameRate(wanted.rate(), wanted.burst()))
        .withAnswerWithin(Budgets.post(configuration.misc().busTimeout()));
  }

  /** In embedded mode, where tokens are made up, any page could read and write as any user. */
  private AllowedOrigins origins(Configuration.WebSocket wanted, InetSocketAddress address) {
    boolean embedded = configuration.mode() == Mode.EMBEDDED;
    if (embedded && !address.getAddress().isLoopbackAddress()) {
      LOG.warn(
          "Embedded mode listens beyond this machine, on {} (WEBSOCKET_PORT): whoever reaches it"
              + " can read and write as any user",
          wanted.address());
    }
    if (!wanted.origins().isEmpty()) {
      return AllowedOrigins.of(wanted.origins());
    }
    return embedded ? AllowedOrigins.ofThisMachine() : AllowedOrigins.all();
  }

  private static NodeBounds bounds(Configuration.Clients clients) {
    NodeBounds possible = NodeBounds.ofThisProcess();
    int sessions = clients.sessions().orElse(possible.sessions());
    if (sessions > possible.sessions()) {
      LOG.warn(
          "WEBSOCKET_SESSIONS is {}, but this process may open files for {} sessions only",
          sessions,
          possible.sessions());
    }
    return possible
        .withSessions(Math.min(sessions, possible.sessions()))
        .withSessionsPerUser(clients.sessionsPerUser())
        .withSessionsPerAddress(clients.sessionsPerAddress())
        .withWaitingPercent(clients.memory());
  }

  private WebSocketRuntime runtime() {
    return new WebSocketRuntime(
        resources.executor(),
        resources.timer(),
        resources.clock(),
        resources.monitoring().traffic(),
        resources.failures());
  }

  private static IOException cannotListen(String variable, ListenAddress on, IOException cause) {
    return new IOException(
        "cannot listen on %s (%s): %s. Stop what uses the address, or set %s to another one"
            .formatted(on, variable, cause.getMessage(), variable),
        cause);
  }
}
