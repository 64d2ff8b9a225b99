package io.chats.adapter.nats.connection;

import static org.awaitility.Awaitility.await;

import io.chats.testing.services.nats.PrivateNats;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** The connections of one node. */
public final class TestNode implements AutoCloseable {

  public static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final NatsConnections connections;

  public TestNode(String urls, Optional<String> token) {
    this(NatsSettings.of(urls, token, "test", LONGEST_PAUSE));
  }

  public TestNode(NatsSettings settings) {
    connections = new NatsConnections(settings, executor, Clock.systemUTC());
    connections.start();
  }

  /** A node that is connected. */
  public static TestNode on(PrivateNats... servers) {
    String urls = Arrays.stream(servers).map(PrivateNats::url).collect(Collectors.joining(","));
    TestNode node = new TestNode(urls, servers[0].token());
    node.awaitUp();
    return node;
  }

  public NatsConnections connections() {
    return connections;
  }

  public NatsLink requests() {
    return connections.requests();
  }

  public NatsLink events() {
    return connections.events();
  }

  public ExecutorService executor() {
    return executor;
  }

  public void awaitUp() {
    await().until(() -> requests().state().up() && events().state().up());
  }

  public void awaitDown() {
    await().until(() -> !requests().state().up() && !events().state().up());
  }

  @Override
  public void close() {
    connections.close();
    executor.shutdownNow();
  }
}
