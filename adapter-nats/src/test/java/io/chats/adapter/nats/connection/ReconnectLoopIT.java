package io.chats.adapter.nats.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.support.OutageLog;
import io.chats.testing.services.nats.PrivateNats;
import io.nats.client.ErrorListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

  private ReconnectLoop loop(PrivateNats nats) {
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
        new Counter(),
        executor);
  }

  private Duration pause(int failuresBefore) {
    failures.add(failuresBefore);
    return Duration.ofMillis(50);
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
