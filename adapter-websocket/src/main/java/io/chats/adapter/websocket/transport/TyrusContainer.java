package io.chats.adapter.websocket.transport;

import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** The container that the engine of Tyrus requires: it has a scheduler, and nothing else. */
final class TyrusContainer extends TyrusServerContainer {

  private final ScheduledExecutorService scheduler;

  TyrusContainer(ScheduledExecutorService scheduler) {
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
