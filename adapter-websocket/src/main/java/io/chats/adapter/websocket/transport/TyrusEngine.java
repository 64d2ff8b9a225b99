package io.chats.adapter.websocket.transport;

import io.chats.adapter.websocket.connection.ClientConnection;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeStatus;

/** Tyrus' engine with its one endpoint: answers handshakes and reads frames. */
public final class TyrusEngine {

  /** Whatever the client asked for: Tyrus keeps it, and logs it when it does not like it. */
  private static final String PATH = "/ws";

  private final TyrusWebSocketEngine engine;

  public TyrusEngine(ScheduledExecutorService scheduler) {
    engine = TyrusWebSocketEngine.builder(new TyrusContainer(scheduler)).build();
    try {
      engine.register(
          ServerEndpointConfig.Builder.create(TyrusEndpoint.class, PATH)
              .configurator(new OneEndpoint(new TyrusEndpoint()))
              .build(),
          "");
    } catch (DeploymentException e) {
      throw new IllegalStateException("Tyrus does not take the endpoint", e);
    }
  }

  /**
   * Answers a handshake.
   *
   * @param headers those of the request that matter, each once
   */
  public Upgrade upgrade(Map<String, String> headers, ClientConnection connection) {
    RequestContext request =
        RequestContext.Builder.create()
            .requestURI(URI.create(PATH))
            .userPrincipal(new ConnectionPrincipal(connection))
            .tyrusProperties(Map.of())
            .build();
    headers.forEach((name, value) -> request.getHeaders().put(name, List.of(value)));
    UpgradeResponse response = new TyrusUpgradeResponse();
    return new Upgrade(engine.upgrade(request, response), response);
  }

  /** A handshake that is answered, but not yet written. */
  public record Upgrade(UpgradeInfo info, UpgradeResponse response) {

    public boolean succeeded() {
      return info.getStatus() == UpgradeStatus.SUCCESS;
    }

    /** Tyrus' side of the connection. It may call the connection from now on. */
    public Connection connect(ClientConnection connection) {
      return info.createConnection(new TyrusFrameWriter(connection), reason -> connection.cut());
    }
  }

  /** Gives every session the same endpoint, and no extension or subprotocol. */
  private static final class OneEndpoint extends ServerEndpointConfig.Configurator {

    private final TyrusEndpoint endpoint;

    OneEndpoint(TyrusEndpoint endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
      return endpointClass.cast(endpoint);
    }

    /** Origins are checked before. */
    @Override
    public boolean checkOrigin(String origin) {
      return true;
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
      return "";
    }

    @Override
    public List<Extension> getNegotiatedExtensions(
        List<Extension> installed, List<Extension> requested) {
      return List.of();
    }

    @Override
    public void modifyHandshake(
        ServerEndpointConfig configuration, HandshakeRequest request, HandshakeResponse response) {}
  }
}
