package io.chats.adapter.redis.connection;

import io.chats.support.Backoff;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries in the background to reach Redis until it succeeds. Attempts never overlap; the loop must
 * be started again only after it has ended.
 */
final class ReconnectLoop {

  private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);

  private final BooleanSupplier attempt;
  private final Backoff backoff;
  private final ScheduledExecutorService timer;
  private final Executor executor;
  private int failures;
  private volatile Future<?> next = CompletableFuture.completedFuture(null);
  private volatile boolean stopped;

  /**
   * @param attempt returns whether it succeeded; may block
   */
  ReconnectLoop(
      BooleanSupplier attempt, Backoff backoff, ScheduledExecutorService timer, Executor executor) {
    this.attempt = attempt;
    this.backoff = backoff;
    this.timer = timer;
    this.executor = executor;
  }

  /** Starts without a pause. */
  void startNow() {
    schedule(Duration.ZERO);
  }

  /**
   * Starts after a pause. The pauses go on growing when Redis was there for a short time only, so
   * that a Redis that comes and goes does not flood the log.
   */
  void start(Duration wasThereFor) {
    if (wasThereFor.compareTo(backoff.max()) > 0) {
      failures = 0;
    }
    schedule(backoff.pause(failures));
  }

  void stop() {
    stopped = true;
    next.cancel(false);
  }

  private void schedule(Duration pause) {
    try {
      next = timer.schedule(this::startAttempt, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Redis is not tried any more, since the process is stopping");
    }
  }

  private void startAttempt() {
    try {
      executor.execute(this::run);
    } catch (Throwable e) {
      LOG.debug("There was no thread to try Redis", e);
      schedule(backoff.max());
    }
  }

  private void run() {
    if (!stopped && !succeeds()) {
      failures++;
      schedule(backoff.pause(failures));
    }
  }

  /** Whatever an attempt throws, the next one follows. */
  private boolean succeeds() {
    try {
      return attempt.getAsBoolean();
    } catch (Throwable e) {
      LOG.error("An attempt to reach Redis failed unforeseen", e);
      return false;
    }
  }
}
