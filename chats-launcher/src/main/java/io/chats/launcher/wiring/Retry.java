package io.chats.launcher.wiring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again until it works, in pauses that start at 100 ms and double, with jitter, up to the
 * longest one; says so when it begins, now and then, and when it is over.
 */
public final class Retry {

  private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
  private static final long FIRST_PAUSE_MS = 100;
  private static final Duration REMINDER = Duration.ofSeconds(30);

  /** What is there by then was not waited for, as far as people are concerned. */
  private static final Duration UNNOTICED = Duration.ofMillis(500);

  private final String name;
  private final long longestPauseMs;

  /**
   * @param name of what is waited for, for people
   */
  public Retry(String name, Duration longestPause) {
    this.name = name;
    this.longestPauseMs = longestPause.toMillis();
  }

  /** Something that fails while a service is away. */
  @FunctionalInterface
  public interface Attempt {

    /** Returns empty when it worked, else why it did not. */
    Optional<String> run();
  }

  /**
   * Blocks until the attempt works.
   *
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  public void until(Attempt attempt) throws InterruptedException {
    long pause = FIRST_PAUSE_MS;
    long start = System.nanoTime();
    long reminded = 0;
    for (var problem = attempt.run(); problem.isPresent(); problem = attempt.run()) {
      long now = System.nanoTime();
      boolean isDue =
          reminded == 0 ? now - start > UNNOTICED.toNanos() : now - reminded > REMINDER.toNanos();
      if (isDue) {
        LOG.warn("Waiting for the {}: {}", name, problem.get());
        reminded = now;
      }
      Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
      pause = Math.min(2 * pause, longestPauseMs);
    }
    if (reminded != 0) {
      LOG.info("The {} is there", name);
    }
  }
}
