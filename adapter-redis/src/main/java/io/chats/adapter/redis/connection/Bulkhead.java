package io.chats.adapter.redis.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Bounds how many do something at once, and how long the others wait for their turn. */
final class Bulkhead {

  private final Semaphore permits;
  private final long waitNanos;

  Bulkhead(int atOnce, Duration wait) {
    permits = new Semaphore(atOnce);
    waitNanos = wait.toNanos();
  }

  /** Empty also when there was no turn in time, or the thread was interrupted. */
  <T> Optional<T> take(Supplier<Optional<T>> work) {
    if (!acquired()) {
      return Optional.empty();
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }

  private boolean acquired() {
    try {
      return permits.tryAcquire(waitNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
