package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.TestConnection;
import io.chats.domain.port.PresenceRegistry;
import io.chats.testing.contract.PresenceNode;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The registry of a node, with its own connection and threads. */
final class TestNode implements PresenceNode, AutoCloseable {

  private final TestConnection redis;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Runnable> heldTasks = new ConcurrentLinkedQueue<>();
  private final RedisPresenceRegistry registry;
  private volatile boolean frozen;

  TestNode(TestConnection redis, PresenceSettings settings) {
    this.redis = redis;
    this.registry = new RedisPresenceRegistry(redis.connection(), settings, timer, this::execute);
  }

  @Override
  public PresenceRegistry registry() {
    return registry;
  }

  @Override
  public void kill() {
    close();
  }

  @Override
  public void freeze() {
    frozen = true;
  }

  @Override
  public void thaw() {
    frozen = false;
    heldTasks.forEach(executor::execute);
    heldTasks.clear();
  }

  @Override
  public void stop() {
    registry.close();
    close();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    executor.close();
    redis.close();
  }

  private void execute(Runnable task) {
    if (frozen) {
      heldTasks.add(task);
    } else {
      executor.execute(task);
    }
  }
}
