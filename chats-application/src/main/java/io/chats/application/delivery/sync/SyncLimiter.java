package io.chats.application.delivery.sync;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets some syncs of a node run at a time, the others after them: when all sessions come back at
 * once, those who talk are held up by few. A sync that takes long, since its client reads slowly,
 * goes on without its turn. Safe for use by any thread; no method blocks. How many wait is bounded
 * by the sessions, each of which has one at most; those of sessions that have ended end at once.
 */
public final class SyncLimiter {

  static final int MOST = 8;

  private static final Duration LONGEST = Duration.ofMillis(100);

  private final Queue<Supplier<CompletionStage<Void>>> waiting = new ArrayDeque<>();
  private int taken;

  /**
   * Starts a sync, now or later.
   *
   * @param sync starts it, and tells when it ends; neither blocks nor throws
   */
  void take(Supplier<CompletionStage<Void>> sync) {
    if (takeOrWait(sync)) {
      run(sync);
    }
  }

  private synchronized boolean takeOrWait(Supplier<CompletionStage<Void>> sync) {
    if (taken == MOST) {
      waiting.add(sync);
      return false;
    }
    taken++;
    return true;
  }

  private void run(Supplier<CompletionStage<Void>> first) {
    Supplier<CompletionStage<Void>> sync = first;
    while (sync != null) {
      CompletableFuture<Void> end = sync.get().toCompletableFuture();
      if (!end.isDone()) {
        goOnAfter(end);
        return;
      }
      sync = next();
    }
  }

  private void goOnAfter(CompletableFuture<Void> end) {
    var unused =
        end.copy()
            .orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
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
      taken--;
    }
    return next;
  }
}
