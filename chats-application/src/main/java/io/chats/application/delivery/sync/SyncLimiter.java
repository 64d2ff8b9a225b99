package io.chats.application.delivery.sync;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds how many syncs of a node run at a time, so that messages are hardly delayed when all
 * sessions reconnect at once. A sync acquires a permit for each of its pages, so that a long one
 * does not hold up short ones. A page that takes long because its client reads slowly gives the
 * permit back and goes on. Safe for use by any thread; no method blocks. The number of sessions
 * bounds how many syncs wait, since each session has one at most.
 */
public final class SyncLimiter {

  static final int MAX_RUNNING = 8;

  private static final Duration PERMIT_TIME = Duration.ofMillis(100);

  private final Queue<Supplier<CompletionStage<Void>>> waiting = new ArrayDeque<>();
  private int running;

  /**
   * Starts a sync, or its next page, now or later.
   *
   * @param sync starts it and returns its end; neither blocks nor throws
   */
  void start(Supplier<CompletionStage<Void>> sync) {
    if (acquireOrWait(sync)) {
      run(sync);
    }
  }

  private synchronized boolean acquireOrWait(Supplier<CompletionStage<Void>> sync) {
    if (running == MAX_RUNNING) {
      waiting.add(sync);
      return false;
    }
    running++;
    return true;
  }

  private void run(Supplier<CompletionStage<Void>> first) {
    Supplier<CompletionStage<Void>> sync = first;
    while (sync != null) {
      CompletableFuture<Void> end = sync.get().toCompletableFuture();
      if (!end.isDone()) {
        runNextAfter(end);
        return;
      }
      sync = next();
    }
  }

  private void runNextAfter(CompletableFuture<Void> end) {
    var unused =
        end.copy()
            .orTimeout(PERMIT_TIME.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((done, failure) -> {
              Supplier<CompletionStage<Void>> next = next();
              if (next != null) {
                run(next);
              }
            });
  }

  private synchronized Supplier<CompletionStage<Void>> next() {
    Supplier<CompletionStage<Void>> next = waiting.poll();
    if (next == null) {
      running--;
    }
    return next;
  }
}
