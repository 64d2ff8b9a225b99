package io.chats.adapter.mysql.reminder;

import io.chats.domain.id.ChatId;
import io.chats.support.Backoff;
import io.chats.support.LogThrottle;
import io.chats.support.SetAside;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chats and spells that could not be read or reviewed are set aside for a growing pause, so that
 * they keep nothing else from being done (spec G13). Now and then one is logged with its chat. Any
 * thread may use it.
 */
public final class Failing<K> {

  private static final Logger LOG = LoggerFactory.getLogger(Failing.class);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration MAX_PAUSE = Duration.ofMinutes(10);
  private static final int MAX_ENTRIES = 10_000;

  private final LogThrottle lines = new LogThrottle(Duration.ofSeconds(30));
  private final SetAside<K> setAside =
      new SetAside<>(new Backoff(FIRST_PAUSE, MAX_PAUSE), MAX_ENTRIES, System::nanoTime);
  private final String task;

  /**
   * @param task that fails, for operators
   */
  public Failing(String task) {
    this.task = task;
  }

  /** Whether it failed and is to be left alone now. */
  public boolean isPaused(K key) {
    return setAside.isPaused(key);
  }

  /** Whether it failed the last time. */
  boolean hasFailed(K key) {
    return setAside.hasFailed(key);
  }

  public void succeeded(K key) {
    setAside.succeeded(key);
  }

  public void failed(K key, ChatId chat, Exception reason) {
    setAside.failed(key);
    if (lines.tryAcquire()) {
      LOG.warn(
          "{} failed for chat {}, which is set aside for now: {}; {} are set aside in all",
          task,
          chat,
          describe(reason),
          setAside.size());
    }
  }

  /** A driver's own words may quote a user's. */
  private static String describe(Exception reason) {
    return reason instanceof SQLException sql
        ? sql.getClass().getSimpleName() + ", SQLState " + sql.getSQLState()
        : reason.toString();
  }
}
