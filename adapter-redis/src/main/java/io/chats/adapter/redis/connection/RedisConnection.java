package io.chats.adapter.redis.connection;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/**
 * The way to Redis. Calls never throw and cost little whatever Redis does: a frozen Redis costs the
 * first few callers the time-out and half of it, then nobody anything, until an attempt in the
 * background finds it back. More calls at once than there are connections wait half of the time-out
 * at most.
 *
 * <p>Opening it waits for nothing: Redis counts as away until it is first reached. A sign of life
 * is asked for every second, so that the {@link #state} does not depend on the traffic.
 *
 * <p>Besides what its users store, it writes {@code chats:v1:probe}, a string that lives for a
 * second, when Redis is tried after it was away: one that is full or read-only is of no use.
 *
 * <p>Safe for use by any thread.
 */
public final class RedisConnection implements AutoCloseable {

  private static final int FAILURES_IN_A_ROW = 3;
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final String PROBE = RedisKeys.PREFIX + "probe";

  private final LazyConnectionPool pool;
  private final RedisClient client;
  private final Bulkhead turns;
  private final CircuitBreaker breaker = new CircuitBreaker(FAILURES_IN_A_ROW);
  private final RedisStateTracker availability;
  private final ReconnectLoop recovery;
  private final ScheduledFuture<?> heartbeat;
  private volatile boolean closed;

  private RedisConnection(
      RedisSettings settings,
      RedisStateListener listener,
      Clock clock,
      ScheduledExecutorService timer,
      Executor executor) {
    pool = new LazyConnectionPool(settings);
    client = RedisClient.builder().connectionProvider(pool).build();
    turns = new Bulkhead(settings.connections(), settings.timeout().dividedBy(2));
    availability = new RedisStateTracker(settings, clock, listener);
    Backoff pauses = new Backoff(settings.longestPause(), ThreadLocalRandom::current);
    recovery = new ReconnectLoop(this::reach, pauses, timer, executor);
    heartbeat =
        timer.scheduleWithFixedDelay(
            () -> executor.execute(() -> call(RedisClient::ping)),
            HEARTBEAT.toMillis(),
            HEARTBEAT.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /**
   * Begins to reach for Redis.
   *
   * @param timer runs what takes no time
   * @param executor runs what blocks, for no longer than the time-out
   */
  public static RedisConnection open(
      RedisSettings settings,
      RedisStateListener listener,
      Clock clock,
      ScheduledExecutorService timer,
      Executor executor) {
    RedisConnection connection = new RedisConnection(settings, listener, clock, timer, executor);
    connection.recovery.startNow();
    return connection;
  }

  /** Whether Redis is there, and since when. */
  public RedisState state() {
    return availability.state();
  }

  /** Ends it, but not the executors; calls are not made any more. */
  @Override
  public void close() {
    closed = true;
    heartbeat.cancel(false);
    recovery.stop();
    breaker.open();
    client.close();
  }

  /**
   * Makes a call, which must not return null.
   *
   * @return empty when it could not be made or failed
   */
  public <T> Optional<T> call(Function<RedisClient, T> work) {
    return breaker.period().flatMap(period -> turns.take(() -> attempt(period, work)));
  }

  private <T> Optional<T> attempt(CircuitBreaker.Period period, Function<RedisClient, T> work) {
    if (!period.lasts()) {
      return Optional.empty(); // ended while this call waited for its turn
    }
    try {
      T result = work.apply(client);
      period.succeeded();
      return Optional.of(result);
    } catch (RuntimeException e) {
      if (period.endedByFailure()) {
        lost(e);
      }
      return Optional.empty();
    }
  }

  private void lost(RuntimeException cause) {
    pool.clear(); // what lies idle there is most likely as broken
    Duration wasThereFor = availability.lasting();
    availability.lost(cause);
    recovery.start(wasThereFor);
  }

  /** Tries whether Redis is back. */
  private boolean reach() {
    try {
      client.set(PROBE, "", SetParams.setParams().px(1000));
    } catch (RuntimeException e) {
      if (!closed) {
        availability.away(e);
      }
      return false;
    }
    if (!closed) {
      availability.back();
      breaker.close(); // last, so that nobody can lose it before it was reported back
    }
    if (closed) { // meanwhile
      breaker.open();
    }
    return true;
  }
}
