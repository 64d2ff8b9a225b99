package io.chats.adapter.redis.connection;

import io.chats.support.OutageLog;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisAccessControlException;

/**
 * Keeps the state of Redis, and reports it to the log and to the listener. Updated by one thread at
 * a time, read by any.
 */
final class RedisStateTracker {

  private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);
  private static final Duration REMINDER = Duration.ofMinutes(1);

  private final RedisSettings settings;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Consumer<RedisState> listener;
  private final OutageLog log;
  private volatile RedisState state;
  private volatile long changedAt;

  /**
   * @param clock dates the changes; how long a state lasts does not depend on it
   * @param nanoTime as {@link System#nanoTime}
   */
  RedisStateTracker(
      RedisSettings settings, Clock clock, LongSupplier nanoTime, Consumer<RedisState> listener) {
    this.settings = settings;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.listener = listener;
    log = new OutageLog(LOG, "Redis at " + settings, REMINDER, clock, nanoTime);
    state = new RedisState(false, clock.instant());
    changedAt = nanoTime.getAsLong();
  }

  RedisState state() {
    return state;
  }

  /** The time since the last change. */
  Duration timeInState() {
    return Duration.ofNanos(nanoTime.getAsLong() - changedAt);
  }

  /** Redis was there, and is away now. */
  void lost(RuntimeException cause) {
    change(false);
    stillAway(cause);
  }

  /** Redis could not be reached again, or not for the first time. */
  void stillAway(RuntimeException cause) {
    log.away(reason(cause, settings));
  }

  /** A text for operators. It never holds the password, which a server might echo. */
  static String reason(RuntimeException cause, RedisSettings settings) {
    String text = String.valueOf(cause.getMessage());
    String reason =
        cause instanceof JedisAccessControlException
            ? "it does not accept the password, or the lack of one (" + text + ")"
            : text;
    return settings
        .password()
        .filter(password -> !password.isEmpty())
        .map(password -> reason.replace(password, "***"))
        .orElse(reason);
  }

  void reached() {
    log.back();
    change(true);
  }

  private void change(boolean up) {
    changedAt = nanoTime.getAsLong();
    state = new RedisState(up, clock.instant());
    try {
      listener.accept(state);
    } catch (Throwable e) {
      LOG.error("A listener to the state of Redis failed", e);
    }
  }
}
