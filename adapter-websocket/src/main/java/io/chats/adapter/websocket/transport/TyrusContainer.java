package io.chats.adapter.websocket.transport;

import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** What Tyrus' engine wants to run in: the scheduler, and nothing else of a container. */
final class TyrusContainer extends TyrusServerContainer {

  private final ScheduledExecutorService scheduler;

  TyrusContainer(ScheduledExecutorService scheduler) {
    super(Set.<Class<?>>of());
    this.scheduler = scheduler;
  }

  /** Tyrus asks for it with every session, and would make a pool of its own. */
  @Override
  public ScheduledExecutorService getScheduledExecutorService() {
    return scheduler;
  }

  /**
   * No idle time-out. With 0, which ought to mean that, Tyrus plans a task at every message; its
   * own way to tell silence is wrong anyway, since it counts what is sent.
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
    throw new UnsupportedOperationException("the engine is registered with directly");
  }

  @Override
  public void register(Class<?> endpointClass) {
    throw new UnsupportedOperationException("the engine is registered with directly");
  }

  @Override
  public void register(ServerEndpointConfig configuration) {
    throw new UnsupportedOperationException("the engine is registered with directly");
  }
}
