package io.chats.support;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets a line be logged at once, and then not again until a pause is over. Safe for use by any
 * thread; it does not depend on the wall clock.
 */
public final class LogThrottle {

  private final long pauseNanos;
  private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

  public LogThrottle(Duration pause) {
    this.pauseNanos = pause.toNanos();
  }

  /** Returns whether the line may be logged now; if so, the pause begins. */
  public boolean tryAcquire() {
    long now = System.nanoTime();
    long next = notBefore.get();
    return now - next >= 0 && notBefore.compareAndSet(next, now + pauseNanos);
  }
}
