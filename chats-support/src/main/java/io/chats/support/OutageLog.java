package io.chats.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Logs that a service went away, once in a while that it is still away, and that it is back; never
 * a line for each attempt. The wall clock only dates an outage: its length, and when the next line
 * is due, do not change when the clock is set. Safe for use by any thread.
 */
public final class OutageLog {

  private final Logger log;
  private final String service;
  private final Duration reminder;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private Instant awaySince;
  private long wentAt;
  private long lastLogged;

  /**
   * @param log the logger of the module that uses the service
   * @param service the name of the service for operators, as it begins a sentence
   * @param reminder the pause between two lines while the service is away
   */
  public OutageLog(Logger log, String service, Duration reminder, Clock clock) {
    this(log, service, reminder, clock, System::nanoTime);
  }

  /**
   * As above.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  public OutageLog(
      Logger log, String service, Duration reminder, Clock clock, LongSupplier nanoTime) {
    this.log = log;
    this.service = service;
    this.reminder = reminder;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Notes that the service went, or that an attempt to reach it failed.
   *
   * @param reason must hold no secret and no text of a user
   */
  public synchronized void away(String reason) {
    long now = nanoTime.getAsLong();
    if (awaySince == null) {
      awaySince = clock.instant();
      wentAt = now;
      warn(now, reason);
    } else if (now - lastLogged >= reminder.toNanos()) {
      warn(now, reason);
    }
  }

  /** Notes that the service is there; logs it also when it was not known to be away. */
  public synchronized void back() {
    if (awaySince == null) {
      log.info("{} is there", service);
    } else {
      log.info(
          "{} is back after {} s",
          service,
          Duration.ofNanos(nanoTime.getAsLong() - wentAt).toSeconds());
    }
    awaySince = null;
  }

  /** As {@link #back}, but logs nothing when the service was not known to be away. */
  public synchronized void backIfAway() {
    if (awaySince != null) {
      back();
    }
  }

  private void warn(long now, String reason) {
    lastLogged = now;
    log.warn("{} is away since {}: {}", service, awaySince, reason);
  }
}
