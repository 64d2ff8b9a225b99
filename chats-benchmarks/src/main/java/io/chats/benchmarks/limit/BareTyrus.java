package io.chats.benchmarks.limit;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.tyrus.server.Server;

/**
 * Tyrus on Grizzly without changes, with three endpoints: one ignores texts, one sends each back,
 * one sends each to all its sessions.
 */
public final class BareTyrus {

  private BareTyrus() {}

  public static void main(String... arguments) throws DeploymentException, InterruptedException {
    // Tyrus expects -1, not 0, for any free port.
    Server server = new Server("127.0.0.1", -1, "/", null, Deployment.class);
    server.start();
    System.out.println("WebSocket ws://127.0.0.1:" + server.getPort() + "/ws");
    System.out.println("Ready.");
    new CountDownLatch(1).await();
  }

  /** Public, since Tyrus creates it. */
  public static final class Deployment implements ServerApplicationConfig {

    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> classes) {
      return Stream.of(
              ServerEndpointConfig.Builder.create(Silent.class, "/ws").build(),
              ServerEndpointConfig.Builder.create(Echo.class, "/echo").build(),
              ServerEndpointConfig.Builder.create(ToAll.class, "/all").build())
          .collect(Collectors.toSet());
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
      return Set.of();
    }
  }

  /** Public, since Tyrus creates it. */
  public static final class Silent extends Endpoint {

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {});
    }
  }

  /** Public, since Tyrus creates it. */
  public static final class Echo extends Endpoint {

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      session.addMessageHandler(
          String.class,
          (MessageHandler.Whole<String>)
              text -> {
                var unused = session.getAsyncRemote().sendText(text);
              });
    }
  }

  /** Public, since Tyrus creates it. */
  public static final class ToAll extends Endpoint {

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      session.addMessageHandler(
          String.class,
          (MessageHandler.Whole<String>)
              text -> {
                for (Session each : session.getOpenSessions()) {
                  var unused = each.getAsyncRemote().sendText(text);
                }
              });
    }
  }
}
