package io.chats.adapter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.testing.services.redis.PrivateRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

class RedisConnectionIT {

  /** The time-out is 100 ms, the wait for a permit 50 ms; the rest is for a busy machine. */
  private static final Duration MAX_CALL_TIME = Duration.ofMillis(300);

  private final PrivateRedis redis = PrivateRedis.start();
  private final LogCapture log = LogCapture.open();
  private TestConnection live = TestConnection.connectedTo(redis);

  @AfterEach
  void close() {
    live.close();
    log.close();
    redis.close();
  }

  @Test
  void comesBackAfterAKill() {
    redis.kill();
    live.callUntilDown();
    assertThat(ping()).isEmpty();
    redis.startAgain();
    live.awaitUp();
    assertThat(ping()).contains("PONG");
  }

  @Test
  void usesNoConnectionFromBeforeARestart() throws Exception {
    // If each of these connections had to fail first, there would be many pauses, each doubled.
    reconnect(Duration.ofMillis(100), 16, Duration.ofMinutes(10));
    useConnections(16);
    redis.restart();
    live.callUntilDown();
    live.awaitUp();
    assertThat(useConnections(16)).isEqualTo(16);
  }

  @Test
  void comesBackAfterAFreeze() {
    redis.freeze();
    live.callUntilDown();
    assertThat(ping()).isEmpty();
    redis.thaw();
    live.awaitUp();
    assertThat(ping()).contains("PONG");
  }

  @Test
  void noticesWithoutTrafficThatRedisIsAway() {
    redis.freeze();
    live.awaitDown();
    assertThat(live.connection().state().since()).isAfter(live.states().getFirst().since());
  }

  @Test
  void noticesThatRedisIsFullThoughItCanBeRead() {
    command(client -> client.configSet("maxmemory", "1"));
    awaitDownWhileReading();
    command(client -> client.configSet("maxmemory", "0"));
    live.awaitUp();
  }

  @Test
  void noticesThatRedisIsReadOnlyThoughItCanBeRead() {
    command(client -> client.replicaof("127.0.0.1", 1));
    awaitDownWhileReading();
    command(Jedis::replicaofNoOne);
    live.awaitUp();
  }

  /** Reads that succeed say nothing about writes. */
  private void awaitDownWhileReading() {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> {
          var unused = ping();
          return !live.connection().state().up();
        });
  }

  private void command(Consumer<Jedis> command) {
    try (Jedis client = new Jedis(redis.host(), redis.port())) {
      command.accept(client);
    }
  }

  @Test
  void notifiesTheListenerAlternately() throws Exception {
    for (int i = 0; i < 3; i++) {
      redis.kill();
      atOnce(100, this::ping);
      live.callUntilDown();
      redis.startAgain();
      live.awaitUp();
    }
    assertThat(live.states())
        .extracting(RedisState::up)
        .containsExactly(true, false, true, false, true, false, true);
  }

  @Test
  void aThousandCallersOfAFrozenRedisWaitBriefly() throws Exception {
    redis.freeze();
    long start = System.nanoTime();
    List<Duration> times = atOnce(1000, this::timeOfACall);
    assertThat(times).hasSize(1000).allMatch(time -> time.compareTo(MAX_CALL_TIME) < 0);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void noCallerWaitsOnceRedisIsKnownToBeAway() {
    redis.freeze();
    live.callUntilDown();
    long start = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      assertThat(ping()).isEmpty();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void servesMoreCallersThanThereAreConnections() throws Exception {
    reconnect(Duration.ofSeconds(5), 2, TestConnection.LONGEST_PAUSE);
    assertThat(atOnce(200, this::ping)).hasSize(200).allMatch(Optional::isPresent);
  }

  @Test
  void logsOneLineWhenItGoesAndOneWhenItIsBack() throws Exception {
    redis.kill();
    live.callUntilDown();
    atOnce(100, this::ping);
    redis.startAgain();
    live.awaitUp();
    assertThat(log.lines()).hasSize(3);
    assertThat(log.lines().get(1)).startsWith("Redis at 127.0.0.1:" + redis.port() + " is away");
    assertThat(log.lines().get(2))
        .startsWith("Redis at 127.0.0.1:" + redis.port() + " is back after");
  }

  @Test
  void countsAsBackOnlyWhenItAcceptsWrites() {
    try (RedisClient client = RedisClient.create(redis.host(), redis.port())) {
      client.configSet("maxmemory", "1");
      await().until(() -> fillingFails() && !live.connection().state().up());
      await().during(Duration.ofMillis(500)).until(() -> !live.connection().state().up());
      client.configSet("maxmemory", "0");
      live.awaitUp();
    }
  }

  @Test
  void startsWithoutRedis() {
    live.close();
    redis.kill();
    live = TestConnection.connectingTo(redis, Optional.empty());
    assertThat(ping()).isEmpty();
    assertThat(live.connection().state().up()).isFalse();
    redis.startAgain();
    live.awaitUp();
    assertThat(ping()).contains("PONG");
  }

  @Test
  void isSilentOnceClosed() {
    live.close();
    int logged = log.lines().size();
    for (int i = 0; i < 10; i++) {
      assertThat(ping()).isEmpty();
    }
    assertThat(log.lines()).hasSize(logged);
    assertThat(live.states()).hasSize(1);
  }

  private static <T> List<T> atOnce(int callers, Callable<T> call)
      throws InterruptedException, ExecutionException {
    List<T> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> calls =
          IntStream.range(0, callers).mapToObj(i -> executor.submit(call)).toList();
      for (Future<T> result : calls) {
        results.add(result.get());
      }
    }
    return results;
  }

  private Duration timeOfACall() {
    long start = System.nanoTime();
    ping();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Uses this number of connections at the same time. */
  private long useConnections(int count) throws InterruptedException, ExecutionException {
    CyclicBarrier allInUse = new CyclicBarrier(count);
    List<Optional<Boolean>> answers =
        atOnce(count, () -> live.connection().call(client -> askWhenAll(client, allInUse)));
    return answers.stream().filter(Optional::isPresent).count();
  }

  private static boolean askWhenAll(RedisClient client, CyclicBarrier allInUse) {
    try (Pipeline inUse = client.pipelined()) {
      Response<Boolean> answer = inUse.exists("a");
      allInUse.await(5, TimeUnit.SECONDS);
      inUse.sync();
      return answer.get();
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private void reconnect(Duration timeout, int connections, Duration longestPause) {
    live.close();
    live =
        new TestConnection(
            new RedisSettings(
                redis.host(), redis.port(), Optional.empty(), timeout, connections, longestPause));
    live.awaitUp();
  }

  private boolean fillingFails() {
    return live.connection().call(client -> client.set("a", "b")).isEmpty();
  }

  private Optional<String> ping() {
    return live.connection().call(RedisClient::ping);
  }
}
