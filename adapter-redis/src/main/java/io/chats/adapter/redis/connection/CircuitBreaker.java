package io.chats.adapter.redis.connection;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stops calls after some failures in a row. It is open at first, opens by itself, and is closed by
 * its owner once the service is back. Safe for use by any thread; never blocks.
 *
 * <p>The breakers of Failsafe and resilience4j let callers try whether the service is back, and
 * those wait for it; here no caller does. Besides, Failsafe has had no release since 2023.
 */
final class CircuitBreaker {

  private final int threshold;
  private final AtomicReference<Optional<Period>> current = new AtomicReference<>(Optional.empty());

  /**
   * @param threshold the number of failures in a row that opens it; at least 1
   */
  CircuitBreaker(int threshold) {
    this.threshold = threshold;
  }

  /** The current period, in which calls may be made; empty while open. */
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
   * The time from closing to opening, in which calls pass. The result of a call counts for the
   * period in which the call began: late failures of an earlier period do not end the next one.
   */
  final class Period {

    private final AtomicInteger failures = new AtomicInteger();

    /** Returns whether calls of this period may still be made. */
    boolean lasts() {
      return current.get().filter(period -> period == this).isPresent();
    }

    void succeeded() {
      // Many threads do this at once: a plain read is cheap then, a write is not.
      if (failures.get() != 0) {
        failures.set(0);
      }
    }

    /** Counts a failure; returns whether this one, and no other, ended the period. */
    boolean endedByFailure() {
      return failures.incrementAndGet() >= threshold && end();
    }

    /** Ends the period, however many failures there were; returns whether this call did it. */
    boolean end() {
      Optional<Period> now = current.get();
      return now.filter(period -> period == this).isPresent()
          && current.compareAndSet(now, Optional.empty());
    }
  }
}
