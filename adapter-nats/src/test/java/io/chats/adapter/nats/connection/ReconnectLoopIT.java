package io.chats.adapter.nats.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.support.OutageLog;
import io.chats.testing.services.nats.PrivateNats;
import io.nats.client.ErrorListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ReconnectLoopIT {

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Integer> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<String> thrown = ConcurrentHashMap.newKeySet();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void pausesStartAnewAfterASuccess() {
    try (PrivateNats nats = PrivateNats.start()) {
      ReconnectLoop loop = loop(nats);
      nats.kill();
      executor.execute(loop);
      await().until(() -> failures.contains(2));
      nats.startAgain();
      await().until(() -> connections.get() == 1);
      failures.clear();
      nats.kill();
      await().until(() -> !failures.isEmpty());
      assertThat(failures).first().isEqualTo(0);
      loop.close();
    }
  }

  /** The loop goes on after what its listener, its executor and its pauses throw. */
  @Test
  void goesOnWhateverFails() {
    try (PrivateNats nats = PrivateNats.start()) {
      ReconnectLoop loop = loop(nats, new FailingAtFirst(), this::failingAtFirst);
      executor.execute(loop);
      await().until(() -> connections.get() == 1);
      nats.kill();
      await().until(() -> failures.contains(1));
      nats.startAgain();
      await().until(() -> connections.get() == 2);
      assertThat(thrown).contains("connected", "up", "down", "executor", "pause");
      loop.close();
    }
  }

  private ReconnectLoop loop(PrivateNats nats) {
    return loop(nats, new Counter(), executor);
  }

  private ReconnectLoop loop(
      PrivateNats nats, ReconnectLoop.Listener listener, Executor executing) {
    NatsSettings settings =
        NatsSettings.of(nats.url(), nats.token(), "test", Duration.ofMillis(50));
    OutageLog outages =
        new OutageLog(
            LoggerFactory.getLogger(ReconnectLoopIT.class),
            "NATS",
            Duration.ofMinutes(1),
            Clock.systemUTC());
    return new ReconnectLoop(
        new ServerConnector(settings, "test", true, new ErrorListener() {}),
        this::pause,
        outages,
        listener,
        executing);
  }

  private Duration pause(int failuresBefore) {
    failures.add(failuresBefore);
    if (failuresBefore == 0 && !thrown.isEmpty()) {
      failOnce("pause");
    }
    return Duration.ofMillis(50);
  }

  private void failingAtFirst(Runnable task) {
    failOnce("executor");
    executor.execute(task);
  }

  private void failOnce(String where) {
    if (thrown.add(where)) {
      throw new StackOverflowError(where);
    }
  }

  private final class FailingAtFirst implements ReconnectLoop.Listener {

    @Override
    public void connected(BoundedConnection connection) {
      failOnce("connected");
    }

    @Override
    public void up() {
      failOnce("up");
      connections.incrementAndGet();
    }

    @Override
    public void down() {
      failOnce("down");
    }
  }

  private final class Counter implements ReconnectLoop.Listener {

    @Override
    public void connected(BoundedConnection connection) {}

    @Override
    public void up() {
      connections.incrementAndGet();
    }

    @Override
    public void down() {}
  }
}
