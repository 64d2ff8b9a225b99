package io.chats.support;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds how many calls run at a time, and how long further ones wait for a permit. A call may need
 * several permits; one that needs more than there are gets all of them. Safe for use by any thread.
 */
public final class Bulkhead {

  private final int size;
  private final long maxWaitNanos;
  private final Semaphore permits;

  private Bulkhead(int size, Duration maxWait, boolean inOrder) {
    this.size = size;
    this.maxWaitNanos = maxWait.toNanos();
    this.permits = new Semaphore(size, inOrder);
  }

  /** A bulkhead in which calls wait in the order of their arrival; nobody is overtaken. */
  public static Bulkhead inOrder(int size, Duration maxWait) {
    return new Bulkhead(size, maxWait, true);
  }

  /** A bulkhead in which a call that comes just now may overtake waiting ones: the cheaper one. */
  public static Bulkhead inAnyOrder(int size, Duration maxWait) {
    return new Bulkhead(size, maxWait, false);
  }

  /**
   * Blocks until there are permits, at most for the longest wait.
   *
   * @param wanted none are always there
   * @return false when there were none in time, or the thread was interrupted
   */
  public boolean acquire(int wanted) {
    return acquire(wanted, maxWaitNanos);
  }

  /** Acquires permits if they are there, and nobody waits for any; never blocks. */
  public boolean acquireNow(int wanted) {
    // With a time, even none, a fair semaphore lets nobody overtake, but minds an interrupt.
    return permits.isFair() ? acquire(wanted, 0) : permits.tryAcquire(needed(wanted));
  }

  /** Releases permits that were acquired; to be called once, with the same number. */
  public void release(int wanted) {
    permits.release(needed(wanted));
  }

  /**
   * Makes a call with one permit, waiting for it as {@link #acquire} does.
   *
   * @return empty also when there was no permit
   */
  public <T> Optional<T> call(Supplier<Optional<T>> call) {
    if (!acquire(1)) {
      return Optional.empty();
    }
    try {
      return call.get();
    } finally {
      release(1);
    }
  }

  /** The number of permits that are free now. */
  public int available() {
    return permits.availablePermits();
  }

  private boolean acquire(int wanted, long nanos) {
    try {
      return wanted == 0 || permits.tryAcquire(needed(wanted), nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private int needed(int wanted) {
    return Math.min(wanted, size);
  }
}
