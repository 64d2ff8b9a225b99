package io.chats.launcher.wiring;

import io.chats.adapter.management.health.HealthCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds out whether announcements of other nodes arrive: no change came without one for a while.
 * Used by one thread at a time.
 */
public final class AnnouncementHealth implements HealthCheck {

  private static final String MISSED = "changes arrive without their announcements";

  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private final LongSupplier missed;
  private final LongSupplier nanoTime;
  private long known;
  private long lastMissedAt;

  /**
   * @param missed the number of changes that came without an announcement since the start
   * @param nanoTime as {@link System#nanoTime}
   */
  public AnnouncementHealth(LongSupplier missed, LongSupplier nanoTime) {
    this.missed = missed;
    this.nanoTime = nanoTime;
    this.lastMissedAt = nanoTime.getAsLong() - REMEMBERED.toNanos();
  }

  @Override
  public Optional<String> problem() {
    long count = missed.getAsLong();
    if (count > known) {
      known = count;
      lastMissedAt = nanoTime.getAsLong();
    }
    boolean isUp = nanoTime.getAsLong() - lastMissedAt >= REMEMBERED.toNanos();
    return isUp ? Optional.empty() : Optional.of(MISSED);
  }
}
