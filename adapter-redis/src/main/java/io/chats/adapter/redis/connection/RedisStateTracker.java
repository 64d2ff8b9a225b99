package io.chats.adapter.redis.connection;

import io.chats.support.OutageLog;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
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
  private final Consumer<RedisState> listener;
  private final OutageLog log;
  private volatile RedisState state;

  RedisStateTracker(RedisSettings settings, Clock clock, Consumer<RedisState> listener) {
    this.settings = settings;
    this.clock = clock;
    this.listener = listener;
    log = new OutageLog(LOG, "Redis at " + settings, REMINDER, clock);
    state = new RedisState(false, clock.instant());
  }

  RedisState state() {
    return state;
  }

  /** The time since the last change. */
  Duration timeInState() {
    return Duration.between(state.since(), clock.instant());
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
    state = new RedisState(up, clock.instant());
    try {
      listener.accept(state);
    } catch (RuntimeException e) {
      LOG.error("A listener to the state of Redis failed", e);
    }
  }
}
