package io.chats.adapter.websocket.transport;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.CutReason;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeStatus;

/** The engine of Tyrus with its one endpoint: answers handshakes and parses frames. */
public final class TyrusEngine {

  /** Stands for the path of all requests: Tyrus keeps the real one, and logs it on errors. */
  private static final String PATH = "/ws";

  private final TyrusWebSocketEngine engine;

  public TyrusEngine(ScheduledExecutorService scheduler) {
    engine = TyrusWebSocketEngine.builder(new Container(scheduler)).build();
    try {
      engine.register(
          ServerEndpointConfig.Builder.create(TyrusEndpoint.class, PATH)
              .configurator(new OneEndpoint())
              .build(),
          "");
    } catch (DeploymentException e) {
      throw new IllegalStateException("Tyrus does not take the endpoint", e);
    }
  }

  /**
   * Makes the answer to a handshake.
   *
   * @param headers the headers of the request that the protocol needs
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

  /** An answer to a handshake that is not written yet. */
  public record Upgrade(UpgradeInfo info, UpgradeResponse response) {

    public boolean succeeded() {
      return info.getStatus() == UpgradeStatus.SUCCESS;
    }

    /** Makes the side of Tyrus, which may call the connection from now on. */
    public Connection connect(ClientConnection connection) {
      return info.createConnection(
          new TyrusFrameWriter(connection), reason -> connection.cut(CutReason.FAILURE));
    }
  }

  /** Gives every session the same endpoint, and no extension or subprotocol. */
  private static final class OneEndpoint extends ServerEndpointConfig.Configurator {

    private final TyrusEndpoint endpoint = new TyrusEndpoint();

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
      return endpointClass.cast(endpoint);
    }

    /** Allows all origins: they are checked before. */
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
  }

  /** The container that the engine of Tyrus requires: it has a scheduler, and nothing else. */
  private static final class Container extends TyrusServerContainer {

    private final ScheduledExecutorService scheduler;

    Container(ScheduledExecutorService scheduler) {
      super(Set.<Class<?>>of());
      this.scheduler = scheduler;
    }

    /** Used for every session; Tyrus would make a pool of its own. */
    @Override
    public ScheduledExecutorService getScheduledExecutorService() {
      return scheduler;
    }

    /**
     * No idle timeout. With 0, which ought to mean that, Tyrus schedules a task for every message.
     * Its own check for silence is wrong anyway, since it counts what is sent.
     */
    @Override
    public long getDefaultMaxSessionIdleTimeout() {
      return -1;
    }

    @Override
    public Map<String, Object> getProperties() {
      return Map.of();
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
      throw unused();
    }

    @Override
    public void register(Class<?> endpointClass) {
      throw unused();
    }

    @Override
    public void register(ServerEndpointConfig configuration) {
      throw unused();
    }

    private static UnsupportedOperationException unused() {
      return new UnsupportedOperationException("the endpoint is registered with the engine");
    }
  }

  /** Carries a connection through Tyrus: the principal is the only object that Tyrus passes on. */
  private record ConnectionPrincipal(ClientConnection connection) implements Principal {
    @Override
    public String getName() {
      return "connection";
    }
  }

  /**
   * Hands the messages that Tyrus has read to the listener of their connection. One instance serves
   * all connections. Public only since Tyrus calls it by reflection.
   */
  public static final class TyrusEndpoint extends Endpoint {

    TyrusEndpoint() {}

    /** Called before the listener is there, which is therefore looked up for each message. */
    @Override
    public void onOpen(Session session, EndpointConfig config) {
      ClientConnection connection = connectionOf(session);
      session.addMessageHandler(
          String.class, (MessageHandler.Whole<String>) text -> connection.listener().text(text));
      session.addMessageHandler(
          ByteBuffer.class,
          (MessageHandler.Whole<ByteBuffer>) bytes -> connection.listener().binary());
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
      connectionOf(session).closedByTyrus(reason.getCloseCode().getCode());
    }

    /** Called when a handler throws, which none of ours does. */
    @Override
    public void onError(Session session, Throwable failure) {
      connectionOf(session).cut(CutReason.FAILURE);
    }

    private static ClientConnection connectionOf(Session session) {
      return ((ConnectionPrincipal) session.getUserPrincipal()).connection();
    }
  }
}
