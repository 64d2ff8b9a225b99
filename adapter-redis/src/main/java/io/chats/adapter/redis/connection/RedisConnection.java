package io.chats.adapter.redis.connection;

import io.chats.support.Backoff;
import io.chats.support.Bulkhead;
import io.chats.support.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/**
 * Makes calls to Redis. A call never throws, and is bounded in time whatever Redis does: a frozen
 * Redis costs the first few callers one and a half time-outs; later calls return at once, until an
 * attempt in the background reaches it. Calls beyond the number of connections wait for half of the
 * time-out at most.
 *
 * <p>Opening does not block: Redis counts as away until it is reached for the first time.
 *
 * <p>Every second it writes {@code chats:v1:probe}, a string that lives for a second, which keeps
 * the {@link #state} current without other calls. A Redis that is full or read-only counts as away
 * at the first write that it refuses.
 *
 * <p>Safe for use by any thread.
 */
public final class RedisConnection implements AutoCloseable {

  private static final int FAILURES_IN_A_ROW = 3;
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final String PROBE = RedisKeys.PREFIX + "probe";

  /** What a Redis answers to every write that is full, a replica, or cannot save to its disk. */
  private static final Pattern TAKES_NO_WRITES =
      Pattern.compile("-?(OOM|READONLY|MISCONF|NOREPLICAS)\\b.*", Pattern.DOTALL);

  private final LazyConnectionPool pool;
  private final RedisClient client;
  private final Bulkhead bulkhead;
  private final CircuitBreaker breaker = new CircuitBreaker(FAILURES_IN_A_ROW);
  private final RedisStateTracker tracker;
  private final ReconnectLoop reconnecting;
  private final PeriodicTask heartbeat;
  private volatile boolean closed;

  /**
   * Begins to connect; does not block.
   *
   * @param listener notified when Redis goes and comes back, alternately, beginning with the first
   *     time it is reached; called by one thread at a time; must not block
   * @param timer runs tasks that do not block
   * @param executor runs tasks that block, for no longer than the time-out
   */
  public RedisConnection(
      RedisSettings settings,
      Consumer<RedisState> listener,
      Clock clock,
      ScheduledExecutorService timer,
      Executor executor) {
    pool = new LazyConnectionPool(settings);
    client = RedisClient.builder().connectionProvider(pool).build();
    bulkhead = Bulkhead.inAnyOrder(settings.connections(), settings.timeout().dividedBy(2));
    tracker = new RedisStateTracker(settings, clock, System::nanoTime, listener);
    Backoff backoff = new Backoff(RedisSettings.FIRST_PAUSE, settings.longestPause());
    reconnecting = new ReconnectLoop(this::reach, backoff, timer, executor);
    heartbeat = new PeriodicTask(() -> call(RedisConnection::probe), HEARTBEAT, executor, timer);
    reconnecting.startNow();
  }

  /** Returns whether Redis is there, and since when. */
  public RedisState state() {
    return tracker.state();
  }

  /** Closes the connections, but not the executors; later calls are not made. */
  @Override
  public void close() {
    closed = true;
    heartbeat.close();
    reconnecting.stop();
    breaker.open();
    client.close();
  }

  /**
   * Makes a call, which must not return null; blocks, for as long as said above.
   *
   * @return empty when the call was not made, or failed
   */
  public <T> Optional<T> call(Function<RedisClient, T> command) {
    return breaker.period().flatMap(period -> bulkhead.call(() -> attempt(period, command)));
  }

  private <T> Optional<T> attempt(CircuitBreaker.Period period, Function<RedisClient, T> command) {
    if (!period.lasts()) {
      return Optional.empty(); // ended while this call waited for its permit
    }
    try {
      T result = command.apply(client);
      period.succeeded();
      return Optional.of(result);
    } catch (RuntimeException e) {
      if (takesNoWrites(e) ? period.end() : period.endedByFailure()) {
        lost(e);
      }
      return Optional.empty();
    }
  }

  /** Reads may succeed all the same, so that a few refusals in a row may never come. */
  private static boolean takesNoWrites(RuntimeException failure) {
    return failure instanceof JedisDataException
        && TAKES_NO_WRITES.matcher(String.valueOf(failure.getMessage())).matches();
  }

  private static String probe(RedisClient client) {
    return client.set(PROBE, "", SetParams.setParams().px(1000));
  }

  private void lost(RuntimeException cause) {
    pool.clear(); // idle connections are most likely broken, too
    Duration wasThereFor = tracker.timeInState();
    tracker.lost(cause);
    reconnecting.start(wasThereFor);
  }

  /** Tries to reach Redis; returns whether that succeeded. */
  private boolean reach() {
    try {
      probe(client);
    } catch (RuntimeException e) {
      if (!closed) {
        tracker.stillAway(e);
      }
      return false;
    }
    if (!closed) {
      tracker.reached();
      breaker.close(); // last, so that no call can lose Redis before its return was reported
    }
    if (closed) { // in the meantime
      breaker.open();
    }
    return true;
  }
}
