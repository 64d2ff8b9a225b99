package io.chats.adapter.redis.connection;

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
 * Tries in the background whether Redis is back, until it is. Its attempts follow one another, each
 * seeing what the one before left behind; it is started again only after it ended.
 */
final class ReconnectLoop {

  private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);

  private final BooleanSupplier attempt;
  private final Backoff pauses;
  private final ScheduledExecutorService timer;
  private final Executor executor;
  private int failures;
  private volatile Future<?> next = CompletableFuture.completedFuture(null);
  private volatile boolean stopped;

  /**
   * @param attempt whether it succeeded; may block
   */
  ReconnectLoop(
      BooleanSupplier attempt, Backoff pauses, ScheduledExecutorService timer, Executor executor) {
    this.attempt = attempt;
    this.pauses = pauses;
    this.timer = timer;
    this.executor = executor;
  }

  /** Starts without a pause. */
  void startNow() {
    schedule(Duration.ZERO);
  }

  /**
   * Starts after a pause; after a longer one when Redis had not been there for long, so that one
   * that comes and goes does not flood the log.
   */
  void start(Duration wasThereFor) {
    if (wasThereFor.compareTo(pauses.longest()) > 0) {
      failures = 0;
    }
    schedule(pauses.after(failures));
  }

  void stop() {
    stopped = true;
    next.cancel(false);
  }

  private void schedule(Duration pause) {
    try {
      next =
          timer.schedule(
              () -> executor.execute(this::run), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Redis is not tried any more, since the process is stopping");
    }
  }

  private void run() {
    if (!stopped && !attempt.getAsBoolean()) {
      failures++;
      schedule(pauses.after(failures));
    }
  }
}
