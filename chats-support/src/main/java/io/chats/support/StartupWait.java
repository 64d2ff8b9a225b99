package io.chats.support;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a service at start: retries with growing pauses from 100 ms on, and logs that it waits,
 * again every 30 s, and when the service is there.
 */
public final class StartupWait {

  private static final Logger LOG = LoggerFactory.getLogger(StartupWait.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration REMINDER = Duration.ofSeconds(30);

  /** A shorter wait is not logged. */
  private static final Duration UNNOTICED = Duration.ofMillis(500);

  private final String service;
  private final Backoff backoff;

  /**
   * @param service its name for operators
   */
  public StartupWait(String service, Duration maxPause) {
    this.service = service;
    this.backoff = new Backoff(FIRST_PAUSE, maxPause);
  }

  /**
   * Blocks until an attempt succeeds.
   *
   * @param attempt returns empty if it succeeded, else the reason why it did not
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  public void until(Supplier<Optional<String>> attempt) throws InterruptedException {
    long nextLine = System.nanoTime() + UNNOTICED.toNanos();
    boolean logged = false;
    int failures = 0;
    for (var problem = attempt.get(); problem.isPresent(); problem = attempt.get()) {
      if (System.nanoTime() - nextLine > 0) {
        LOG.warn("Waiting for the {}: {}", service, problem.get());
        nextLine = System.nanoTime() + REMINDER.toNanos();
        logged = true;
      }
      Thread.sleep(backoff.pause(failures));
      failures++;
    }
    if (logged) {
      LOG.info("The {} is there", service);
    }
  }
}
