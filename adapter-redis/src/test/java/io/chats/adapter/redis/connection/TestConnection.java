package io.chats.adapter.redis.connection;

import static org.awaitility.Awaitility.await;

import io.chats.testing.services.network.TcpProxy;
import io.chats.testing.services.redis.PrivateRedis;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import redis.clients.jedis.RedisClient;

/** A connection under test, with its executors, and the states that its listener received. */
public final class TestConnection implements AutoCloseable {

  public static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private static final Duration POLL = Duration.ofMillis(10);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<RedisState> states = new CopyOnWriteArrayList<>();
  private final RedisConnection connection;

  public TestConnection(RedisSettings settings) {
    connection = new RedisConnection(settings, states::add, Clock.systemUTC(), timer, executor);
  }

  public static TestConnection connectingTo(PrivateRedis redis, Optional<String> password) {
    return new TestConnection(
        RedisSettings.of(redis.host(), redis.port(), password, LONGEST_PAUSE));
  }

  public static TestConnection connectedTo(PrivateRedis redis) {
    TestConnection live = connectingTo(redis, redis.password());
    live.awaitUp();
    return live;
  }

  /** Connects through a proxy to a server without a password. */
  public static TestConnection connectedTo(TcpProxy proxy) {
    TestConnection live =
        new TestConnection(
            RedisSettings.of(proxy.host(), proxy.port(), Optional.empty(), LONGEST_PAUSE));
    live.awaitUp();
    return live;
  }

  public RedisConnection connection() {
    return connection;
  }

  /** The states that the listener received, in order. */
  public List<RedisState> states() {
    return states;
  }

  public void awaitUp() {
    await().pollInterval(POLL).until(() -> connection.state().up());
  }

  /** Waits until a ping of the connection itself fails. */
  public void awaitDown() {
    await().pollInterval(POLL).until(() -> !connection.state().up());
  }

  /** Makes calls until Redis counts as away. */
  public void callUntilDown() {
    await()
        .pollInterval(POLL)
        .until(() -> connection.call(RedisClient::ping).isEmpty() && !connection.state().up());
  }

  @Override
  public void close() {
    connection.close();
    timer.shutdownNow();
    executor.close();
  }
}
