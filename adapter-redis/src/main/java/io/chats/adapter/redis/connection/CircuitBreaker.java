package io.chats.adapter.redis.connection;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stops calls after some failures in a row. Begins open; opens by itself and is closed by whoever
 * found that the service is back. Safe for use by any thread; never waits.
 *
 * <p>Failsafe and resilience4j let a caller try whether the service is back, who then pays for it;
 * here nobody does. Failsafe has also not been released since 2023.
 */
final class CircuitBreaker {

  private final int threshold;
  private final AtomicReference<Optional<Period>> current = new AtomicReference<>(Optional.empty());

  /**
   * @param threshold failures in a row that open it; at least 1
   */
  CircuitBreaker(int threshold) {
    this.threshold = threshold;
  }

  /** The period in which a call may be made now; empty while open. */
  Optional<Period> period() {
    return current.get();
  }

  /** Lets calls pass again. */
  void close() {
    current.set(Optional.of(new Period()));
  }

  /** Stops calls. */
  void open() {
    current.set(Optional.empty());
  }

  /**
   * A time in which calls pass, from closing to opening. What becomes of a call counts for the
   * period in which it began: late failures of an earlier one say nothing about this one.
   */
  final class Period {

    private final AtomicInteger failures = new AtomicInteger();

    /** Whether calls of this period may still be made. */
    boolean lasts() {
      return current.get().filter(period -> period == this).isPresent();
    }

    void succeeded() {
      // A plain read is cheap for many threads at once, a write is not.
      if (failures.get() != 0) {
        failures.set(0);
      }
    }

    /** Whether this failure, and no other, ended the period. */
    boolean endedByFailure() {
      if (failures.incrementAndGet() < threshold) {
        return false;
      }
      Optional<Period> now = current.get();
      return now.filter(period -> period == this).isPresent()
          && current.compareAndSet(now, Optional.empty());
    }
  }
}
