package io.chats.adapter.redis.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps whether Redis is there, and tells the log and the listener: once when it goes, now and then
 * while it is away, once when it is back. Told by one thread at a time; read by any.
 */
final class RedisStateTracker {

  private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);
  private static final Duration REMINDER = Duration.ofMinutes(1);

  private final RedisSettings settings;
  private final Clock clock;
  private final RedisStateListener listener;
  private volatile RedisState state;
  private volatile Instant nextWarning;

  RedisStateTracker(RedisSettings settings, Clock clock, RedisStateListener listener) {
    this.settings = settings;
    this.clock = clock;
    this.listener = listener;
    state = new RedisState(false, clock.instant());
    nextWarning = state.since();
  }

  RedisState state() {
    return state;
  }

  /** How long it has been as it is. */
  Duration lasting() {
    return Duration.between(state.since(), clock.instant());
  }

  void lost(RuntimeException cause) {
    change(false);
    warn(cause);
  }

  /** It is away, as it was, or as it has been from the start. */
  void away(RuntimeException cause) {
    if (!clock.instant().isBefore(nextWarning)) {
      warn(cause);
    }
  }

  void back() {
    LOG.info("Redis at {} is there, after {}", settings, lasting());
    change(true);
  }

  private void warn(RuntimeException cause) {
    nextWarning = clock.instant().plus(REMINDER);
    LOG.warn(
        "Redis at {} is away since {}: {}",
        settings,
        state.since(),
        FailureReason.of(cause, settings));
  }

  private void change(boolean up) {
    state = new RedisState(up, clock.instant());
    try {
      listener.changed(state);
    } catch (RuntimeException e) {
      LOG.error("A listener to the state of Redis failed", e);
    }
  }
}
