package io.chats.application.sync;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets some syncs of a node run at a time, the others after them: when all sessions come back at
 * once, those who talk are held up by few. A sync that takes long, since its client reads slowly,
 * goes on without its turn. Safe for use by any thread; no method blocks. How many wait is bounded
 * by the sessions, each of which has one at most.
 */
public final class SyncTurns {

  private static final int MOST = 8;
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final Queue<Supplier<CompletionStage<Void>>> waiting = new ArrayDeque<>();
  private int taken;

  /**
   * Starts a sync, now or later.
   *
   * @param sync starts it, and tells when it ends; neither blocks nor throws
   */
  void take(Supplier<CompletionStage<Void>> sync) {
    if (isFree(sync)) {
      start(sync);
    }
  }

  private synchronized boolean isFree(Supplier<CompletionStage<Void>> sync) {
    if (taken == MOST) {
      waiting.add(sync);
      return false;
    }
    taken++;
    return true;
  }

  private void start(Supplier<CompletionStage<Void>> sync) {
    var unused =
        sync.get()
            .toCompletableFuture()
            .copy()
            .orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((done, failure) -> next());
  }

  private void next() {
    Supplier<CompletionStage<Void>> next = poll();
    if (next != null) {
      start(next);
    }
  }

  private synchronized Supplier<CompletionStage<Void>> poll() {
    Supplier<CompletionStage<Void>> next = waiting.poll();
    if (next == null) {
      taken--;
    }
    return next;
  }
}
